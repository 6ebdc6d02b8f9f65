/** The pages of the demo that the tests visit, and the doors that lead to them. */
import type { Language } from "./words";

export type ModuleKey = "t1-0810-circles" | "t4-1113-storm" | "p2-tell" | "e1-ground";

type InEach = Record<Language, string>;

/** The door of the home page behind which a module lies, in the words on it. */
export const doors: Record<ModuleKey, InEach> = {
  "t1-0810-circles": { en: "8–10 years", ar: "٨–١٠ سنوات" },
  "t4-1113-storm": { en: "11–13 years", ar: "١١–١٣ سنة" },
  "p2-tell": { en: "Parents and carers", ar: "الأهل ومقدّمو الرعاية" },
  "e1-ground": { en: "Educators", ar: "المعلّمون والمربّون" },
};

export const titles: Record<ModuleKey, InEach> = {
  "t1-0810-circles": { en: "Who may know what?", ar: "مَن يعرف ماذا؟" },
  "t4-1113-storm": { en: "Storm, the new teammate", ar: "ستورم، الزميل الجديد" },
  "p2-tell": { en: "When your child tells you", ar: "حين يخبركم طفلكم" },
  "e1-ground": { en: "Before you teach it: a safe space", ar: "قبل الدرس: مساحة آمنة" },
};

const paths: Record<ModuleKey, string> = {
  "t1-0810-circles": "children/circles/",
  "t4-1113-storm": "children/storm/",
  "p2-tell": "parents/tell/",
  "e1-ground": "educators/ground/",
};

export const modulePath = (module: ModuleKey, language: Language): string =>
  `/${language}/${paths[module]}`;
