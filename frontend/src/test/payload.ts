import type { CheckItemOf, ChoicePublic, Module, PracticeItemOf, Step } from "../lib/api/types";

const choice: ChoicePublic & { kind: "choice"; picture: null } = {
  kind: "choice",
  picture: null,
  multiple: false,
  layout: "list",
  options: [
    { id: "yes", text: "Yes", picture: null },
    { id: "no", text: "No", picture: null },
  ],
};

export function practiceItem(id: string, prompt: string): PracticeItemOf<"choice"> {
  const key = {
    multiple: false,
    options: { yes: { correct: true, feedback: "" }, no: { correct: false, feedback: "" } },
    right: "",
    wrong: "",
  };
  return { ...choice, id, prompt, purpose: "practice", form: "", key };
}

export function checkItem(id: string, form: "A" | "B", prompt: string): CheckItemOf<"choice"> {
  return { ...choice, id, prompt, purpose: "check", form };
}

export const textStep: Step = {
  id: "text",
  type: "text",
  title: "A lighthouse",
  audio: null,
  body: "<p>Light helps <b>ships</b>.</p>",
};

export const storyStep: Step = {
  id: "story",
  type: "story",
  title: "Noor and the net",
  audio: null,
  panels: [
    { id: "p1", picture: null, text: "Noor finds a net." },
    { id: "p2", picture: null, text: "She calls her aunt." },
  ],
};

export const itemStep: Step = {
  id: "item",
  type: "item",
  title: "Your move",
  audio: null,
  item: practiceItem("item", "Whom do you tell?"),
};

export const rehearseStep: Step = {
  id: "rehearse",
  type: "rehearse",
  title: "Say it",
  audio: null,
  intro: "Build a sentence.",
  tiles: [
    { id: "can", text: "Can I tell you something" },
    { id: "online", text: "that happened online?" },
  ],
};

/** A small whole module: a check, four steps of which the last is a rehearsal, a check. */
export function samplePayload(changes: Partial<Module> = {}): Module {
  return {
    key: "t1-test",
    locale: "en",
    dir: "ltr",
    version: "v1",
    title: "The net",
    summary: "",
    track: "children",
    band: "8-10",
    topic: "t1",
    minutes: 8,
    sensitivity: 0,
    risk: "contact",
    url: "/en/children/t1-test/",
    image: null,
    outcomes: ["Tell someone early"],
    before: "",
    talk_card: "Ask me about the net.",
    steps: [textStep, storyStep, itemStep, rehearseStep],
    check: {
      pre: [checkItem("pre1", "A", "Is a secret gift fine?")],
      post: [checkItem("post1", "B", "Is a gift with a secret fine?")],
    },
    asked: 1,
    help: { exit: "hide", report: false },
    ...changes,
  };
}
