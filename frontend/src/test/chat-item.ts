/** A small chat with everything in it, for the tests. */
import type { ChatChoice, ChatKey, ChatNode, PracticeItemOf } from "../lib/api/types";

const choice = (id: string, text: string, goto = ""): ChatChoice => ({ id, text, goto });

const nodes: ChatNode[] = [
  {
    id: "lobby",
    messages: [
      { id: "m-scene", sender: "", text: "Sam plays in the game lobby." },
      { id: "m-hello", sender: "storm", text: "You play so well! How old are you?" },
    ],
    pick: 1,
    then: "gift",
    choices: [choice("lobby-age", "12, and you?"), choice("lobby-aunt", "Ask Aunt Dana", "early")],
    ending: null,
  },
  {
    id: "gift",
    messages: [{ id: "m-gift", sender: "storm", text: "500 coins for you. Our secret!" }],
    pick: 1,
    then: "act",
    choices: [
      choice("gift-blame", "It is all my fault", "gift"),
      choice("gift-quiet", "I would rather not"),
      choice("gift-thanks", "Thanks!"),
    ],
    ending: null,
  },
  {
    id: "act",
    messages: [
      { id: "m-act", sender: "storm", text: "Fine. I will tell everyone." },
      { id: "m-sam", sender: "sam", text: "What can I do?" },
    ],
    pick: 2,
    then: "open",
    choices: [
      choice("act-stop", "Stop writing back"),
      choice("act-save", "Save the messages"),
      choice("act-tell", "Tell Aunt Dana", "help"),
      choice("act-pay", "Pay"),
    ],
    ending: null,
  },
  ...(["early", "help", "open"] as const).map((kind): ChatNode => ({
    id: kind,
    messages: [{ id: `m-${kind}`, sender: "dana", text: "Thank you for telling me." }],
    pick: 1,
    then: "",
    choices: [],
    ending: {
      kind,
      title: `The ${kind} ending`,
      text: "Aunt Dana reports Storm.",
      help: ["adult", "helpline", "report", "friend", "sentence"],
    },
  })),
];

const weighed = (weights: Record<string, [1 | 0 | -1, string]>, gotos: ChatChoice[]) =>
  Object.fromEntries(
    gotos.map(({ id, goto }) => {
      const [weight, note] = weights[id] ?? [0, ""];
      return [id, { goto, weight, note }];
    }),
  );

export const chatKey: ChatKey = {
  start: "lobby",
  nodes: Object.fromEntries(
    nodes.map(({ id, pick, then, choices, ending }) => [
      id,
      {
        pick,
        then,
        ending: ending !== null,
        choices: weighed(
          {
            "lobby-age": [0, "Sharing an age is common. Watch what comes next."],
            "lobby-aunt": [1, "Asking early is strong."],
            "gift-blame": [-1, "It is never the child's fault."],
            "gift-quiet": [1, "A no needs no reason."],
            "gift-thanks": [-1, "A gift with a secret is a hook."],
            "act-stop": [1, ""],
            "act-save": [1, ""],
            "act-tell": [1, ""],
            "act-pay": [-1, "Paying seldom ends it."],
          },
          choices,
        ),
      },
    ]),
  ),
  signs: {
    "m-hello": "Praise and a quick personal question.",
    "m-gift": "A gift and a secret.",
    "m-act": "A threat.",
  },
};

export const chatItem: PracticeItemOf<"chat"> = {
  id: "chat",
  kind: "chat",
  purpose: "practice",
  form: "",
  prompt: "Sam asks you what to write.",
  picture: null,
  meter: "Sam’s comfort",
  cast: [
    { id: "sam", name: "sam", label: "Sam", side: "end", picture: null },
    { id: "storm", name: "storm", label: "Storm", side: "start", picture: null },
    { id: "dana", name: "dana", label: "Aunt Dana", side: "start", picture: null },
  ],
  start: "lobby",
  nodes,
  key: chatKey,
};
