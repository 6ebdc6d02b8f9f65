/** A small module that an editor writes in a test, its check, what is wrong with it, and its Arabic. */
import type { Block } from "./blocks";

export const title = "The secret gift";
export const key = "t4-0810-gift";

export const about = {
  Summary: "A player gives Nour a gift and asks for a secret. What can Nour do?",
  "Age band": "8–10 years",
  Topic: "Friends and contact",
  Minutes: "6",
  "Words for the cover picture": "A gift with a ribbon.",
  "Content note": "In this story somebody asks a child to keep a secret.",
};

export const outcome: Block = [
  "Outcome",
  {
    "Afterwards you can": "I can tell somebody about a secret that feels heavy.",
  },
];

export const tags = {
  Risk: "Contact: who may reach a child",
  Strand: "Online relationships",
  "DigComp competence": "4.3",
  Sensitivity: "2 – may touch what a child lives through",
};

/** What the checks do not let out of the house, and what stands there instead. */
export const blame = {
  said: "You should have told somebody. Such a secret gets heavy.",
  mended: "Such a secret gets heavy. Telling makes it lighter.",
  finding: "It says “should have told”.",
};
export const brand = {
  said: "Come to WhatsApp, without your aunt.",
  mended: "Come to another app, without your aunt.",
  finding: "It says “WhatsApp”.",
};
export const talkCard = "Ask each other: which secrets feel light, and which feel heavy?";

const choice: Block = [
  "Choice",
  {
    Title: "A gift",
    Prompt: "Finn gives Nour a rare fish. “It is our secret,” he says. What can Nour do?",
    Options: [
      {
        Option: "She tells her aunt about it.",
        "This one is right": true,
        Feedback: "Yes. Her aunt can help.",
      },
      { Option: "She keeps it to herself.", Feedback: blame.said },
    ],
  },
];

const sort: Block = [
  "Sort",
  {
    Title: "Two kinds of secrets",
    Prompt: "Which ones may stay a secret?",
    Groups: [
      {
        Group: "May stay a secret",
        "Things that belong here": [
          { Thing: "A birthday cake", Feedback: "Soon everybody may know it." },
        ],
      },
      {
        Group: "Tell somebody",
        "Things that belong here": [
          {
            Thing: "A gift that nobody may see",
            Feedback: "This one has no end.",
          },
          {
            Thing: "“Delete our chat.”",
            Feedback: "Somebody wants to hide something.",
          },
        ],
      },
    ],
  },
];

const chat: Block = [
  "Chat",
  {
    Title: "Finn writes again",
    Prompt: "Finn writes to Nour. Help her answer.",
    Characters: [
      { Handle: "finn", Name: "Finn" },
      { Handle: "nour", Name: "Nour", Side: "The learner’s side" },
    ],
    Nodes: [
      {
        Handle: "n1",
        Messages: [
          { From: "finn", Message: "Do you like the fish?" },
          {
            From: "finn",
            Message: brand.said,
            "Warning sign": "He wants to be alone with her.",
          },
        ],
        Choices: [
          {
            Choice: "No. I tell my aunt everything.",
            "Leads to": "early",
            "How it works out": "Helpful",
          },
          {
            Choice: "My cousin plays, too. I ask him first.",
            "Leads to": "told",
            "How it works out": "Helpful",
          },
          {
            Choice: "All right.",
            "Leads to": "n2",
            "How it works out": "Unhelpful",
            Note: "Finn asks for more now.",
          },
        ],
      },
      {
        Handle: "n2",
        Messages: [{ From: "finn", Message: "Now send me a photo of your room." }],
        Choices: [
          {
            Choice: "I go and fetch my aunt.",
            "Leads to": "told",
            "How it works out": "Helpful",
          },
          {
            Choice: "I close the game.",
            "Leads to": "closed",
            "How it works out": "Neutral",
          },
        ],
      },
      {
        Handle: "early",
        Messages: [{ Message: "Her aunt listens." }],
        Ending: {
          "Does the chat end here?": "Yes: help came early",
          Title: "Her aunt helps",
          Text: "They block Finn and report him.",
          "Ways to help": ["An adult I trust", "Report it"],
        },
      },
      {
        Handle: "told",
        Messages: [{ Message: "Her aunt listens." }],
        Ending: {
          "Does the chat end here?": "Yes: help came",
          Title: "Her aunt helps",
          Text: "They block Finn and report him.",
          "Ways to help": ["An adult I trust", "Report it"],
        },
      },
      {
        Handle: "closed",
        Messages: [{ Message: "The game is closed." }],
        Ending: {
          "Does the chat end here?": "Yes: open, help is at hand",
          Title: "Nour can tell any day",
          Text: "Her aunt has time for her.",
          "Ways to help": ["An adult I trust", "The country’s helpline"],
        },
      },
    ],
  },
];

export const steps: readonly Block[] = [
  choice,
  sort,
  chat,
  ["Calm down", { Words: "Breathe in. Now breathe out slowly." }],
  [
    "Rehearse",
    {
      Pieces: [{ Words: "Can I tell you something?" }, { Words: "I have a heavy secret." }],
    },
  ],
];

const question = (prompt: string, right: string, wrong: string, why: string): Block => [
  "Choice",
  {
    Prompt: prompt,
    Options: [
      { Option: right, "This one is right": true, Feedback: why },
      { Option: wrong, Feedback: why },
    ],
  },
];

export const check = {
  title: "The check of the secret gift",
  key: "t4-0810-gift-check",
  "Form A": [
    question(
      "A player says: “Tell nobody about us.” What helps?",
      "I tell an adult.",
      "I tell nobody.",
      "An adult you trust can help.",
    ),
  ],
  "Form B": [
    question(
      "A friend’s cousin wants to hide your chats. What helps?",
      "I show them to an adult.",
      "I hide them, too.",
      "An adult you trust knows what to do.",
    ),
  ],
} as const;

/** What the translator writes for each sentence of the module and of its check. */
export const arabic: Readonly<Record<string, string>> = {
  [title]: "الهدية السرية",
  [about.Summary]: "لاعب يهدي نور هدية ويطلب أن تبقى سرًا. ماذا يمكن أن تفعل نور؟",
  [about["Words for the cover picture"]]: "هدية عليها شريط.",
  [about["Content note"]]: "في هذه القصة يطلب شخص من طفلة أن تكتم سرًا.",
  "I can tell somebody about a secret that feels heavy.": "أستطيع أن أخبر شخصًا بسرّ يثقل عليّ.",
  [talkCard]: "اسألوا بعضكم: أي الأسرار خفيف، وأيها ثقيل؟",
  "A gift": "هدية",
  "Finn gives Nour a rare fish. “It is our secret,” he says. What can Nour do?":
    "أهدى فادي نور سمكة نادرة وقال: «هذا سرّنا». ماذا يمكن أن تفعل نور؟",
  "She tells her aunt about it.": "تخبر خالتها بذلك.",
  "Yes. Her aunt can help.": "نعم. خالتها تستطيع أن تساعدها.",
  "She keeps it to herself.": "تكتم الأمر في نفسها.",
  [blame.mended]: "مثل هذا السر يصير ثقيلًا، والكلام عنه يخففه.",
  "Two kinds of secrets": "نوعان من الأسرار",
  "Which ones may stay a secret?": "أيّ هذه يجوز أن يبقى سرًا؟",
  "May stay a secret": "يجوز أن يبقى سرًا",
  "A birthday cake": "كعكة عيد الميلاد",
  "Soon everybody may know it.": "سيعرفه الجميع قريبًا.",
  "Tell somebody": "أخبر شخصًا",
  "A gift that nobody may see": "هدية لا يجوز أن يراها أحد",
  "This one has no end.": "هذا السر لا نهاية له.",
  "“Delete our chat.”": "«احذفي محادثتنا.»",
  "Somebody wants to hide something.": "شخص يريد أن يخفي شيئًا.",
  "Finn writes again": "فادي يكتب من جديد",
  "Finn writes to Nour. Help her answer.": "فادي يكتب إلى نور. ساعدها في الرد.",
  Finn: "فادي",
  Nour: "نور",
  "Do you like the fish?": "هل أعجبتك السمكة؟",
  [brand.mended]: "تعالي إلى تطبيق آخر، من دون خالتك.",
  "He wants to be alone with her.": "يريد أن ينفرد بها.",
  "No. I tell my aunt everything.": "لا. أنا أخبر خالتي بكل شيء.",
  "My cousin plays, too. I ask him first.": "ابن عمي يلعب أيضًا. أسأله أولًا.",
  "All right.": "حسنًا.",
  "Finn asks for more now.": "صار فادي يطلب المزيد.",
  "Now send me a photo of your room.": "والآن أرسلي لي صورة غرفتك.",
  "I go and fetch my aunt.": "سأنادي خالتي.",
  "I close the game.": "سأغلق اللعبة.",
  "Her aunt listens.": "خالتها تصغي إليها.",
  "Her aunt helps": "خالتها تساعدها",
  "They block Finn and report him.": "تحظران فادي وتبلغان عنه.",
  "The game is closed.": "أُغلقت اللعبة.",
  "Nour can tell any day": "تستطيع نور أن تتكلم في أي يوم",
  "Her aunt has time for her.": "لدى خالتها وقت لها.",
  "Breathe in. Now breathe out slowly.": "خذ نفسًا، ثم أخرجه ببطء.",
  "Can I tell you something?": "هل أستطيع أن أخبرك بشيء؟",
  "I have a heavy secret.": "عندي سرّ ثقيل.",
  [check.title]: "اختبار الهدية السرية",
  "A player says: “Tell nobody about us.” What helps?":
    "يقول لاعب: «لا تخبر أحدًا عنا». ما الذي يساعد؟",
  "I tell an adult.": "أخبر شخصًا كبيرًا.",
  "I tell nobody.": "لا أخبر أحدًا.",
  "An adult you trust can help.": "شخص كبير تثق به يستطيع أن يساعد.",
  "A friend’s cousin wants to hide your chats. What helps?":
    "قريب صديق لك يريد أن يخفي محادثاتكما. ما الذي يساعد؟",
  "I show them to an adult.": "أريها لشخص كبير.",
  "I hide them, too.": "أخفيها أنا أيضًا.",
  "An adult you trust knows what to do.": "شخص كبير تثق به يعرف ماذا يفعل.",
};
