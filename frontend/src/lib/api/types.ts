/**
 * The shapes that the public API gives and takes, by the names that the front end uses.
 *
 * They come from `schema.d.ts`, which is generated from the API's OpenAPI document (`make schema`).
 * What the document cannot say is added here: a practice item always has its key and a check item
 * never, and each kind of interaction has a response of its own.
 */
import type { components } from "./schema";

type Schemas = components["schemas"];

export type Locale = string;
export type Direction = Schemas["DirEnum"];
export type Track = Schemas["TrackEnum"];
/** The age band of a child; empty for adults. */
export type Band = Schemas["Module"]["band"];
export type Risk = Schemas["RiskEnum"];
export type Picture = Schemas["Picture"];
export type Audio = Schemas["Audio"];

// Items: one question each.

type DescribedItem = Schemas["ItemStep"]["item"] | Schemas["ChatStep"]["item"];
type DescribedItemOf<K extends Kind> = Extract<DescribedItem, { kind: K }>;

/** A kind of interaction that the API knows; each has a player in `players/registry.ts`. */
export type Kind = DescribedItem["kind"];

/** What a learner's answer is, for each kind. */
interface Responses {
  choice: { choices: string[] };
  sort: { bins: Record<string, string> };
  order: { order: string[] };
  match: { pairs: [left: string, right: string][] };
  gap: { gaps: Record<string, string> };
  mark: { marks: string[] };
  hotspot: { spots: string[] };
  /** A draft says where the cards lie, too: on this device each play mixes them anew. */
  memory: { found: string[][]; order?: string[] };
  cards: { seen: string[] };
  lock: { opened: string[] };
  chat: { path: string[] };
  slider: { value: number | null };
  likert: { choice: string | null };
  day: { hours: Record<string, number> };
  hidden_score: { choices: string[] };
  triage: { actions: Record<string, string> };
  settings: { settings: Record<string, string> };
  myth: { calls: Record<string, string> };
  password: { done: boolean };
  poster: { done: boolean };
}

export type ResponseOf<K extends Kind> = Responses[K];
export type AnyResponse = ResponseOf<Kind>;
export type KeyOf<K extends Kind> = NonNullable<DescribedItemOf<K>["key"]>;

/** What an item of a kind has beside what every item has. */
export type PublicOf<K extends Kind> = Omit<
  DescribedItemOf<K>,
  "id" | "kind" | "purpose" | "form" | "prompt" | "picture" | "key"
>;
export type ChoicePublic = PublicOf<"choice">;
export type SortPublic = PublicOf<"sort">;
export type OrderPublic = PublicOf<"order">;
export type MatchPublic = PublicOf<"match">;
export type GapPublic = PublicOf<"gap">;
export type MarkPublic = PublicOf<"mark">;
export type HotspotPublic = PublicOf<"hotspot">;
export type MemoryPublic = PublicOf<"memory">;
export type CardsPublic = PublicOf<"cards">;
export type LockPublic = PublicOf<"lock">;
export type ChatPublic = PublicOf<"chat">;
export type SliderPublic = PublicOf<"slider">;
export type LikertPublic = PublicOf<"likert">;
export type DayPublic = PublicOf<"day">;
export type HiddenScorePublic = PublicOf<"hidden_score">;
export type TriagePublic = PublicOf<"triage">;
export type SettingsPublic = PublicOf<"settings">;
export type MythPublic = PublicOf<"myth">;
export type PasswordPublic = PublicOf<"password">;
export type PosterPublic = PublicOf<"poster">;

type OpenItemOf<K extends Kind> = Omit<DescribedItemOf<K>, "purpose" | "form" | "key">;

/** A practice item carries its key, so that the player can answer at once and offline. */
export type PracticeItemOf<K extends Kind> = OpenItemOf<K> & {
  purpose: "practice";
  form: "";
  key: KeyOf<K>;
};

/** A check item never carries a key. */
export type CheckItemOf<K extends Kind> = OpenItemOf<K> & {
  purpose: "check";
  form: "A" | "B";
  key?: undefined;
};

export type ItemOf<K extends Kind> = PracticeItemOf<K> | CheckItemOf<K>;
export type Item = { [K in Kind]: ItemOf<K> }[Kind];
type CheckKind = Schemas["CheckItem"]["kind"];
export type CheckItem = { [K in CheckKind]: CheckItemOf<K> }[CheckKind];

export type ChoiceOption = Schemas["OptionPublic"];
export type ChoiceKey = KeyOf<"choice">;
export type SortBin = Schemas["BinPublic"];
export type SortThing = Schemas["ThingPublic"];
export type SortKey = KeyOf<"sort">;
export type OrderThing = Schemas["OrderThingPublic"];
export type OrderKey = KeyOf<"order">;
export type MatchHalf = Schemas["HalfPublic"];
export type MatchKey = KeyOf<"match">;
export type GapKey = KeyOf<"gap">;
export type MarkKey = KeyOf<"mark">;
export type HotspotPart = Schemas["HotspotPartPublic"];
export type HotspotLook = HotspotPublic["look"];
export type HotspotKey = KeyOf<"hotspot">;
export type TriageMessage = Schemas["TriageMessagePublic"];
export type TriageKey = KeyOf<"triage">;
export type Setting = Schemas["SettingPublic"];
export type SettingsKey = KeyOf<"settings">;
export type MythCard = Schemas["MythCardPublic"];
export type MythKey = KeyOf<"myth">;
export type MemoryCard = Schemas["MemoryCardPublic"];
export type MemoryKey = KeyOf<"memory">;
export type FlipCard = Schemas["CardPublic"];
export type CardsKey = KeyOf<"cards">;
export type LockPuzzle = Schemas["PuzzlePublic"];
export type LockKey = KeyOf<"lock">;
export type ChatCastMember = Schemas["CastPublic"];
export type ChatMessage = Schemas["MessagePublic"];
export type ChatChoice = Schemas["ChatChoicePublic"];
export type ChatNeed = Schemas["Need"];
export type ChatEffect = Schemas["Effect"];
export type ChatBranch = Schemas["Branch"];
export type ChatEnding = Schemas["EndingPublic"];
export type ChatNode = Schemas["NodePublic"];
export type ChatKey = KeyOf<"chat">;
export type ChatKeyNode = Schemas["NodeKey"];
export type SliderKey = KeyOf<"slider">;
export type LikertKey = KeyOf<"likert">;
export type DayActivity = Schemas["DayActivityPublic"];
export type DayKey = KeyOf<"day">;
export type HiddenScoreCosts = Schemas["HiddenScoreCosts"];
export type HiddenScoreKey = KeyOf<"hidden_score">;
export type PasswordWord = Schemas["PasswordWordPublic"];
export type PosterPhrase = Schemas["PosterPhrasePublic"];
/** The name of a picture that may be stuck on a poster. */
export type Sticker = PosterPublic["stickers"][number];
export type HelpWay = Schemas["HelpEnum"];

// Steps: what a module is made of.

type ItemStepKind = Schemas["ItemStep"]["item"]["kind"];
export type ItemStep = Omit<Schemas["ItemStep"], "item"> & {
  item: { [K in ItemStepKind]: ItemOf<K> }[ItemStepKind];
};
export type ChatStep = Omit<Schemas["ChatStep"], "item"> & { item: ItemOf<"chat"> };
export type Step = Exclude<Schemas["Step"], { type: "item" | "chat" }> | ItemStep | ChatStep;
export type StepType = Step["type"];
export type StepOf<T extends StepType> = Extract<Step, { type: T }>;
export type TextStep = StepOf<"text">;
export type PictureStep = StepOf<"picture">;
export type StoryStep = StepOf<"story">;
export type TalkStep = StepOf<"talk">;
export type RehearseStep = StepOf<"rehearse">;
export type RevealStep = StepOf<"reveal">;
export type PauseStep = StepOf<"pause">;
export type VideoStep = StepOf<"video">;

// Modules.

export type Module = Omit<Schemas["Module"], "steps" | "check"> & {
  steps: Step[];
  check: { pre: CheckItem[]; post: CheckItem[] };
  /** How many questions of each form a learner is asked; all, where an older edition is silent. */
  asked?: number;
};

// Learners and play.

export type ReviewQuestion = Omit<Schemas["Question"], "step"> & { step: ItemStep };
export type Review = Omit<Schemas["Review"], "questions"> & { questions: ReviewQuestion[] };

export type Outcome = Schemas["OutcomeEnum"];
export type Phase = Schemas["AttemptPhaseEnum"];
export type LearnerToken = Schemas["Token"];
export type ModuleProgress = Schemas["Progress"];
export type Learner = Schemas["Learner"];
export type Attempt = Omit<Schemas["AttemptRequest"], "response"> & { response: AnyResponse };
export type AttemptResult = Schemas["Result"];
export type AttemptsAnswer = Schemas["Results"];
/** A form of a check that is handed in. */
export type Form = Schemas["HandInRequest"];
export type StepMark = Schemas["StepRequest"];
export type ProgressAnswer = Schemas["StepsDone"];
export type Certificate = Schemas["Certificate"];

// Class mode.

export type RoundVote = Schemas["Vote"];
export type Round = Schemas["Round"];

// Help.

export type Channel = Schemas["ChannelsEnum"];
export type Helpline = Schemas["Helpline"];
export type Helplines = Schemas["Helplines"];

// Classes, as a pupil's device knows them.

/** A seat that a pupil may choose. */
export type ClassSeat = Schemas["PublicSeat"];
/** A class whose door is open. */
export type OpenClass = Schemas["OpenClass"];
/** A module that a pupil is to play for the class. */
export type Assignment = Schemas["DueAssignment"];
