/**
 * The rules of a chat; the twin of `quizzes/kinds/chat.py`.
 *
 * A learner starts at the first node, takes `pick` different choices at a node, each choice at most
 * once per playthrough and only where its needs hold, and goes on to the `goto` of the first of
 * them (in the node's order) that has one; else to the first of the node's branches whose needs
 * hold, once the effects of what was taken have happened; else to its `then`.
 */
import type {
  ChatBranch,
  ChatCastMember,
  ChatChoice,
  ChatEffect,
  ChatKey,
  ChatMessage,
  ChatNeed,
  ChatNode,
  ChatPublic,
  ResponseOf,
} from "../../lib/api/types";
import { InvalidResponse, makeGrade, type Grade } from "../contract";
import { onlyList } from "../response";

/**
 * Grade a path: the helpful choices less the unhelpful ones, not below 0, of all that weigh; 1 of 1
 * when none does.
 *
 * Throws `InvalidResponse` for anything but a list of choices that leads, each taken once, from the
 * start to an ending; an empty list is nobody's walk yet.
 */
export function grade(key: ChatKey, response: unknown): Grade {
  const path = onlyList(response, "path");
  if (path.length === 0) return makeGrade(0, 1, []);
  const taken = new Set<string>();
  const weights: number[] = [];
  const lines: string[] = [];
  let at = key.start;
  let values = new Map(Object.entries(key.variables ?? {}));
  let picked: string[] = [];
  for (const id of path) {
    const node = Object.hasOwn(key.nodes, at) ? key.nodes[at] : undefined;
    if (!node || node.ending) {
      throw new InvalidResponse("The path goes on where nothing is left to choose.");
    }
    const choice =
      typeof id === "string" && Object.hasOwn(node.choices, id) ? node.choices[id] : undefined;
    if (typeof id !== "string" || !choice) {
      throw new InvalidResponse("The path takes a choice that was not on offer.");
    }
    if (taken.has(id)) throw new InvalidResponse("The path takes a choice twice.");
    if (!holds(choice.needs, values)) {
      throw new InvalidResponse("The path takes a choice that was not on offer.");
    }
    taken.add(id);
    picked.push(id);
    weights.push(choice.weight);
    if (choice.weight < 0) lines.push(choice.note);
    if (picked.length === node.pick) {
      const choices = Object.entries(node.choices).map(([other, way]) => ({ ...way, id: other }));
      ({ at, values } = follow({ ...node, choices }, picked, values));
      picked = [];
    }
  }
  const end = Object.hasOwn(key.nodes, at) ? key.nodes[at] : undefined;
  if (picked.length > 0 || !end?.ending) {
    throw new InvalidResponse("The path stops before an ending.");
  }
  const good = weights.filter((weight) => weight > 0).length;
  const bad = weights.filter((weight) => weight < 0).length;
  if (good + bad === 0) return makeGrade(1, 1, lines);
  return makeGrade(Math.max(0, good - bad), good + bad, lines);
}

/** The value of each variable by its id. */
type Values = ReadonlyMap<string, number>;

function holds(needs: ChatNeed[] | undefined, values: Values): boolean {
  return (needs ?? []).every(({ variable, compare, value }) => {
    const now = values.get(variable) ?? 0;
    return compare === ">=" ? now >= value : now <= value;
  });
}

/** What decides where a node leads; item and key both have it. */
interface Leading {
  choices: { id: string; goto: string; effects?: ChatEffect[] }[];
  branches?: ChatBranch[];
  then: string;
}

/** The node that comes after the picks, and what the variables are there. */
function follow(node: Leading, picked: string[], before: Values) {
  const values = new Map(before);
  let at = "";
  for (const { id, goto, effects } of node.choices) {
    if (!picked.includes(id)) continue;
    at ||= goto;
    for (const { variable, change } of effects ?? []) {
      const number = Number(change.replace("=", ""));
      const value = change.startsWith("=") ? number : (values.get(variable) ?? 0) + number;
      values.set(variable, Math.min(3, Math.max(0, value)));
    }
  }
  at ||= node.branches?.find(({ needs }) => holds(needs, values))?.goto ?? node.then;
  return { at, values };
}

/** A node that was visited, with what was taken there; nothing yet at the last one. */
export interface Visit {
  node: ChatNode;
  taken: ChatChoice[];
}

/** A playthrough so far. */
export interface Walk {
  visits: Visit[];
  /** The choices taken, as the response has them. */
  path: string[];
  /** Where the learner is; undefined when a draft's choice leads nowhere. */
  at: ChatNode | undefined;
  /** The choices there whose needs hold, those that were taken before, too. */
  offered: ChatChoice[];
}

/**
 * Walk a path as far as it leads.
 *
 * Takes any list of ids, such as one saved before the content was edited; what no longer makes
 * sense, and picks that are not complete, are left out.
 */
export function walk(item: ChatPublic, path: string[]): Walk {
  const node = (id: string) => item.nodes.find((candidate) => candidate.id === id);
  const visits: Visit[] = [];
  const done: string[] = [];
  let values: Values = new Map((item.variables ?? []).map(({ id, start }) => [id, start]));
  let at = node(item.start);
  let offered: ChatChoice[] = [];
  while (at) {
    const here: ChatNode = at;
    offered = here.choices.filter(({ needs }) => holds(needs, values));
    const ids = path.slice(done.length, done.length + here.pick);
    const taken = offered.filter(({ id }) => ids.includes(id) && !done.includes(id));
    const complete = !here.ending && taken.length === here.pick;
    visits.push({ node: here, taken: complete ? taken : [] });
    if (!complete) break;
    done.push(...ids);
    const next = follow(here, ids, values);
    values = next.values;
    at = node(next.at);
  }
  return { visits, path: done, at, offered };
}

/** What can be read in the log, in the order in which it happened. */
export type Entry =
  | { kind: "message"; id: string; message: ChatMessage; from: ChatCastMember | undefined }
  | { kind: "choice"; id: string; text: string }
  | { kind: "note"; id: string; text: string; weight: 1 | 0 | -1 };

/** Turn a walk into the log: messages, choices, and a note after a choice that has one. */
export function log(item: ChatPublic, key: ChatKey | undefined, { visits }: Walk): Entry[] {
  return visits.flatMap(({ node, taken }, index): Entry[] => [
    ...node.messages.map((message): Entry => ({
      kind: "message",
      id: `${index} ${message.id}`,
      message,
      from: item.cast.find(({ id }) => id === message.sender),
    })),
    ...taken.flatMap(({ id, text }): Entry[] => {
      const { note = "", weight = 0 } = key?.nodes[node.id]?.choices[id] ?? {};
      const said: Entry = { kind: "choice", id, text };
      return note === "" ? [said] : [said, { kind: "note", id: `${id} note`, text: note, weight }];
    }),
  ]);
}

/** How comfortable somebody is: 0 the least, 4 the most. */
export type Mood = 0 | 1 | 2 | 3 | 4;

/**
 * How comfortable the choices so far have made somebody: from the middle up with each helpful
 * one and down with each unhelpful one. Where help has come, nobody is left worried.
 */
export function mood(key: ChatKey, { visits, at }: Walk): Mood {
  let level = 2;
  for (const { node, taken } of visits) {
    for (const { id } of taken) {
      const weight = key.nodes[node.id]?.choices[id]?.weight ?? 0;
      level = Math.min(4, Math.max(0, level + weight));
    }
  }
  const isHelped = at?.ending?.kind === "early" || at?.ending?.kind === "help";
  return Math.max(level, isHelped ? 3 : 0) as Mood;
}

/**
 * Which messages may be called a warning sign: what others write before the end, and what the
 * narrator or the learner's own side says only where one of theirs is a sign.
 *
 * It gives ids, none at all for a chat without signs.
 */
export function suspects(item: ChatPublic, key: ChatKey | undefined): Set<string> {
  const signs = key?.signs ?? {};
  const side = ({ sender }: ChatMessage) =>
    item.cast.find(({ id }) => id === sender)?.side ?? "narrator";
  const messages = item.nodes.flatMap(({ ending, messages }) => (ending ? [] : messages));
  const flagged = messages.filter(({ id }) => Object.hasOwn(signs, id));
  if (flagged.length === 0) return new Set();
  const sides = new Set(["start", ...flagged.map(side)]);
  return new Set(messages.filter((message) => sides.has(side(message))).map(({ id }) => id));
}

/** What is kept on the device while a chat is played: the path, and the messages called a sign. */
export interface Draft extends ResponseOf<"chat"> {
  noticed: string[];
}

/** The messages that a saved draft calls a sign; those of its strangers are left out. */
export function noticedIn(item: ChatPublic, saved: ResponseOf<"chat">): string[] {
  const noticed: unknown = "noticed" in saved ? saved.noticed : [];
  if (!Array.isArray(noticed)) return [];
  const known = item.nodes.flatMap((node) => node.messages.map(({ id }) => id));
  return known.filter((id) => noticed.includes(id));
}
