/** The pages of the demo that the tests visit, and the doors that lead to them. */
import type { Language } from "./words";

export type ModuleKey =
  | "t12-0507-hand"
  | "t1-0810-circles"
  | "t5-0810-hooks"
  | "t4-1113-storm"
  | "t6-1417-clip"
  | "p2-tell"
  | "e1-ground";

type InEach = Record<Language, string>;

/** The door of the home page behind which a module lies, in the words on it. */
export const doors: Record<ModuleKey, InEach> = {
  "t12-0507-hand": { en: "5–7 years", ar: "٥–٧ سنوات" },
  "t1-0810-circles": { en: "8–10 years", ar: "٨–١٠ سنوات" },
  "t5-0810-hooks": { en: "8–10 years", ar: "٨–١٠ سنوات" },
  "t4-1113-storm": { en: "11–13 years", ar: "١١–١٣ سنة" },
  "t6-1417-clip": { en: "14–17 years", ar: "١٤–١٧ سنة" },
  "p2-tell": { en: "Parents and carers", ar: "الأهل ومقدّمو الرعاية" },
  "e1-ground": { en: "Educators", ar: "المعلّمون والمربّون" },
};

export const titles: Record<ModuleKey, InEach> = {
  "t12-0507-hand": { en: "Ziad’s helping hand", ar: "أصابع زياد الخمس" },
  "t1-0810-circles": { en: "Who may know what?", ar: "مَن يعرف ماذا؟" },
  "t5-0810-hooks": { en: "Find the hooks", ar: "أين الصنّارة؟" },
  "t4-1113-storm": { en: "Storm, the new teammate", ar: "ستورم، الزميل الجديد" },
  "t6-1417-clip": { en: "The clip everyone shares", ar: "مقطع يتداوله الجميع" },
  "p2-tell": { en: "When your child tells you", ar: "حين يخبركم طفلكم" },
  "e1-ground": { en: "Before you teach it: a safe space", ar: "قبل الدرس: مساحة آمنة" },
};

const paths: Record<ModuleKey, string> = {
  "t12-0507-hand": "children/hand/",
  "t1-0810-circles": "children/circles/",
  "t5-0810-hooks": "children/hooks/",
  "t4-1113-storm": "children/storm/",
  "t6-1417-clip": "children/clip/",
  "p2-tell": "parents/tell/",
  "e1-ground": "educators/ground/",
};

export const modulePath = (module: ModuleKey, language: Language): string =>
  `/${language}/${paths[module]}`;
