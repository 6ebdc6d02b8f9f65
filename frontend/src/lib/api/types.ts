/**
 * The shapes that the public API gives and takes.
 *
 * Everything else in the front end imports its types from this file, so that it is the one
 * place to change when the API does.
 */

export type Locale = string;
export type Direction = "ltr" | "rtl";
export type Track = "children" | "parents" | "educators";
/** The age band of a child; empty for adults. */
export type Band = "5-7" | "8-10" | "11-13" | "14-17" | "";
export type Risk = "content" | "contact" | "conduct" | "contract";

export interface Picture {
  src: string;
  /** Empty for SVG. */
  srcset: string;
  width: number;
  height: number;
  /** Empty when the picture only decorates. */
  alt: string;
}

export interface Audio {
  src: string;
  type: string;
}

// Items: one question each.

export interface ChoiceOption {
  id: string;
  text: string;
  picture: Picture | null;
}

export interface ChoiceKey {
  multiple: boolean;
  options: Record<string, { correct: boolean; feedback: string }>;
  right: string;
  wrong: string;
}

export interface SortBin {
  id: string;
  text: string;
  hint: string;
  picture: Picture | null;
}

export interface SortThing {
  id: string;
  text: string;
  picture: Picture | null;
}

export interface SortKey {
  items: Record<string, { bin: string; feedback: string }>;
  right: string;
  wrong: string;
}

export interface ChatCastMember {
  id: string;
  name: string;
  label: string;
  side: "start" | "end";
  picture: Picture | null;
}

export interface ChatMessage {
  id: string;
  /** A cast member's id, or empty for the narrator. */
  sender: string;
  text: string;
}

export interface ChatChoice {
  id: string;
  text: string;
  /** The next node's id, or empty for the node's `then`. */
  goto: string;
}

export type HelpWay = "adult" | "helpline" | "report" | "friend" | "sentence";

export interface ChatEnding {
  kind: "" | "early" | "help" | "open";
  title: string;
  text: string;
  help: HelpWay[];
}

export interface ChatNode {
  id: string;
  messages: ChatMessage[];
  /** How many different choices are taken at this node. */
  pick: number;
  then: string;
  choices: ChatChoice[];
  ending: ChatEnding | null;
}

export interface ChatKeyNode {
  pick: number;
  then: string;
  ending: boolean;
  choices: Record<string, { goto: string; weight: 1 | 0 | -1; note: string }>;
}

export interface ChatKey {
  start: string;
  nodes: Record<string, ChatKeyNode>;
  /** Why a message is a warning sign, by message id. */
  signs: Record<string, string>;
}

export interface ChoicePublic {
  multiple: boolean;
  layout: "list" | "pictures";
  options: ChoiceOption[];
}

export interface SortPublic {
  bins: SortBin[];
  items: SortThing[];
}

export interface ChatPublic {
  /** Label of the comfort face; empty for none. */
  meter: string;
  cast: ChatCastMember[];
  start: string;
  nodes: ChatNode[];
}

interface Kinds {
  choice: { public: ChoicePublic; key: ChoiceKey; response: { choices: string[] } };
  sort: { public: SortPublic; key: SortKey; response: { bins: Record<string, string> } };
  chat: { public: ChatPublic; key: ChatKey; response: { path: string[] } };
}

/** A kind of interaction that this front end can play. */
export type Kind = keyof Kinds;
export type PublicOf<K extends Kind> = Kinds[K]["public"];
export type KeyOf<K extends Kind> = Kinds[K]["key"];
export type ResponseOf<K extends Kind> = Kinds[K]["response"];
export type AnyResponse = ResponseOf<Kind>;

interface ItemCommon<K extends Kind> {
  id: string;
  kind: K;
  prompt: string;
  picture: Picture | null;
}

/** A practice item carries its key, so that the player can answer at once and offline. */
export type PracticeItemOf<K extends Kind> = ItemCommon<K> &
  PublicOf<K> & { purpose: "practice"; form: ""; key: KeyOf<K> };

/** A check item never carries a key. */
export type CheckItemOf<K extends Kind> = ItemCommon<K> &
  PublicOf<K> & { purpose: "check"; form: "A" | "B"; key?: undefined };

export type ItemOf<K extends Kind> = PracticeItemOf<K> | CheckItemOf<K>;
export type Item = { [K in Kind]: ItemOf<K> }[Kind];
export type CheckItem = { [K in Kind]: CheckItemOf<K> }[Kind];

// Steps: what a module is made of.

interface StepCommon<T extends string> {
  id: string;
  type: T;
  title: string;
  audio: Audio | null;
}

export type TextStep = StepCommon<"text"> & { body: string };
export type PictureStep = StepCommon<"picture"> & {
  /** Null in a draft that has none yet. */
  picture: Picture | null;
  caption: string;
};
export type StoryStep = StepCommon<"story"> & {
  panels: { id: string; picture: Picture | null; text: string }[];
};
export type TalkStep = StepCommon<"talk"> & { prompts: { id: string; text: string }[] };
export type RehearseStep = StepCommon<"rehearse"> & {
  intro: string;
  tiles: { id: string; text: string }[];
};
export type RevealStep = StepCommon<"reveal"> & {
  intro: string;
  cards: { id: string; text: string; sign: boolean; why: string }[];
  lines: { id: string; text: string }[];
};
export type PauseStep = StepCommon<"pause"> & { text: string };
export type VideoStep = StepCommon<"video"> & {
  src: string;
  /** Media type of the film. */
  media: string;
  /** Address of a WebVTT file; empty for none. */
  captions: string;
  poster: Picture | null;
  transcript: string;
};
export type ItemStep = StepCommon<"item"> & { item: ItemOf<"choice"> | ItemOf<"sort"> };
export type ChatStep = StepCommon<"chat"> & { item: ItemOf<"chat"> };

export type Step =
  | TextStep
  | PictureStep
  | StoryStep
  | TalkStep
  | RehearseStep
  | RevealStep
  | PauseStep
  | VideoStep
  | ItemStep
  | ChatStep;
export type StepType = Step["type"];
export type StepOf<T extends StepType> = Extract<Step, { type: T }>;

// Modules.

export interface ModuleSummary {
  key: string;
  locale: Locale;
  title: string;
  summary: string;
  track: Track;
  band: Band;
  topic: string;
  minutes: number;
  sensitivity: number;
  risk: Risk;
  url: string;
  image: Picture | null;
  version: string;
}

export interface Module extends ModuleSummary {
  dir: Direction;
  outcomes: string[];
  /** Content note that is shown first; empty for none. */
  before: string;
  /** What to show to someone at home; empty for none. */
  talk_card: string;
  steps: Step[];
  check: { pre: CheckItem[]; post: CheckItem[] };
  help: { exit: "hide" | "leave"; report: boolean };
}

// Learners and play.

export type Outcome = "correct" | "partial" | "incorrect" | "answered";
export type Phase = "practice" | "pre" | "post" | "review";

export interface LearnerToken {
  id: string;
  token: string;
}

export interface ModuleProgress {
  module: string;
  state: "started" | "finished";
  stars: number;
  steps_done: string[];
  pearls: number;
}

export interface Learner {
  id: string;
  locale: Locale;
  band: Band;
  avatar: string;
  modules: ModuleProgress[];
  /** Keys of the modules whose review is due. */
  due: string[];
}

export interface Attempt {
  id: string;
  module: string;
  version: string;
  item: string;
  phase: Phase;
  response: AnyResponse;
}

export interface AttemptResult {
  /** Null when the server could not read it. */
  id: string | null;
  status: "recorded" | "duplicate" | "rejected";
  /** Null when it was rejected. */
  outcome: Outcome | null;
  /** 0 to 1; null when there is nothing to score. */
  score: number | null;
  feedback: string;
  code?: string;
  detail?: string;
}

export interface AttemptsAnswer {
  results: AttemptResult[];
  progress: ModuleProgress[];
}

export interface StepMark {
  module: string;
  version: string;
  step: string;
}

export interface ProgressAnswer {
  progress: ModuleProgress[];
  /** Steps that no version of their module has. */
  rejected: (StepMark & { code: string; detail: string })[];
}

// Help.

export type Channel = "phone" | "chat" | "whatsapp" | "sms" | "email" | "web";

export interface Helpline {
  name: string;
  phone: string;
  url: string;
  hours: string;
  channels: Channel[];
  /** Day of the last check as YYYY-MM-DD, or null when nobody has checked it yet. */
  verified_on: string | null;
}

export interface Helplines {
  country: string;
  emergency: string;
  helplines: Helpline[];
  fallback: Helpline[];
}
