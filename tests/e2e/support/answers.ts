/** What somebody hands in, worked out from a question and, in practice, from its key. */
import type { Item, ItemOf, Kind, ResponseOf } from "../../../frontend/src/lib/api/types";
import { planChat } from "./plan";

/** What can be handed in for one kind. */
interface Answers<K extends Kind> {
  /** All that there is to answer, whatever comes of it: no key is needed. */
  any: (item: ItemOf<K>) => ResponseOf<K>;
  /** What earns all points; without it, anything does. */
  right?: (item: ItemOf<K>) => ResponseOf<K>;
  /** What does not; without it nothing is wrong, or only what is not finished. */
  wrong?: (item: ItemOf<K>) => ResponseOf<K>;
}

interface Entry {
  id: string;
}

const ids = (entries: readonly Entry[]): string[] => entries.map(({ id }) => id);

function each<T>(keys: string[], value: (id: string, index: number) => T): Record<string, T> {
  return Object.fromEntries(keys.map((id, index) => [id, value(id, index)]));
}

function other(values: string[], than: string): string {
  return values.find((value) => value !== than) ?? "";
}

/** The options of a choice that fit, or those that do not. */
function options({ options, key }: ItemOf<"choice">, fit: boolean): string[] {
  return ids(options).filter((id) => (key?.options[id]?.correct ?? false) === fit);
}

/** The answer to a question in which signs or tricks are picked among what is harmless. */
function mostly(right: string[], fine: string[]): string[] {
  return fine.length > 0 ? fine.slice(0, 1) : right.slice(1);
}

function markable(item: ItemOf<"mark">, sign: boolean): string[] {
  const parts = ids(item.parts.filter(({ markable }) => markable));
  return parts.filter((id) => (item.key?.parts[id]?.sign ?? false) === sign);
}

function spots(item: ItemOf<"hotspot">, trick: boolean): string[] {
  const parts = ids(item.parts.filter(({ spot }) => spot));
  return parts.filter((id) => (item.key?.spots[id]?.trick ?? false) === trick);
}

function gapWords(item: ItemOf<"gap">): Record<string, string> {
  const taken = new Set<string>();
  return each(Object.keys(item.key?.gaps ?? {}), (id) => {
    const word = item.key?.gaps[id]?.words.find((candidate) => !taken.has(candidate)) ?? "";
    taken.add(word);
    return word;
  });
}

const answers: { [K in Kind]: Answers<K> } = {
  choice: {
    any: ({ options, multiple }) => ({ choices: ids(options).slice(0, multiple ? 2 : 1) }),
    right: (item) => ({ choices: options(item, true) }),
    wrong: (item) => ({ choices: options(item, false).slice(0, 1) }),
  },
  myth: {
    any: ({ cards }) => ({ calls: each(ids(cards), () => "myth") }),
    right: ({ cards, key }) => ({
      calls: each(ids(cards), (id) => (key?.cards[id]?.fact ? "fact" : "myth")),
    }),
    wrong: ({ cards, key }) => ({
      calls: each(ids(cards), (id, index) =>
        (key?.cards[id]?.fact ?? false) === index > 0 ? "fact" : "myth",
      ),
    }),
  },
  sort: {
    any: ({ items, bins }) => ({
      bins: each(ids(items), (_id, index) => bins[index % bins.length]?.id ?? ""),
    }),
    right: ({ items, key }) => ({ bins: each(ids(items), (id) => key?.items[id]?.bin ?? "") }),
    wrong: ({ items, bins, key }) => ({
      bins: each(ids(items), (id, index) => {
        const bin = key?.items[id]?.bin ?? "";
        return index === 0 ? other(ids(bins), bin) : bin;
      }),
    }),
  },
  order: {
    any: ({ things }) => ({ order: ids(things).reverse() }),
    right: ({ key }) => ({ order: key?.order ?? [] }),
    wrong: ({ key }) => {
      const [first = "", second = "", ...rest] = key?.order ?? [];
      return { order: [second, first, ...rest] };
    },
  },
  match: {
    any: ({ lefts, rights }) => ({
      pairs: lefts.map(({ id }, index) => [id, rights[index]?.id ?? ""]),
    }),
    right: ({ lefts, key }) => ({
      pairs: lefts.map(({ id }) => [id, key?.pairs[id]?.to ?? ""]),
    }),
    wrong: ({ lefts, key }) => ({
      pairs: lefts.map(({ id }, index) => {
        const stray = [lefts[1], lefts[0]][index] ?? { id };
        return [id, key?.pairs[stray.id]?.to ?? ""];
      }),
    }),
  },
  gap: {
    any: ({ parts, words }) => ({
      gaps: each(
        ids(parts.filter(({ type }) => type === "gap")),
        (_id, index) => words[index]?.id ?? "",
      ),
    }),
    right: (item) => ({ gaps: gapWords(item) }),
    wrong: (item) => {
      const gaps = gapWords(item);
      const [first = ""] = Object.keys(gaps);
      const taken = new Set(Object.values(gaps));
      const stray = item.words.find(({ id }) => !taken.has(id));
      return { gaps: { ...gaps, [first]: stray?.id ?? "" } };
    },
  },
  mark: {
    any: ({ parts }) => ({ marks: ids(parts.filter(({ markable }) => markable)).slice(0, 1) }),
    right: (item) => ({ marks: markable(item, true) }),
    wrong: (item) => ({ marks: mostly(markable(item, true), markable(item, false)) }),
  },
  hotspot: {
    any: ({ parts }) => ({ spots: ids(parts.filter(({ spot }) => spot)).slice(0, 1) }),
    right: (item) => ({ spots: spots(item, true) }),
    wrong: (item) => ({ spots: mostly(spots(item, true), spots(item, false)) }),
  },
  triage: {
    any: ({ messages }) => ({ actions: each(ids(messages), () => "keep") }),
    right: ({ messages, key }) => ({
      actions: each(ids(messages), (id) => key?.messages[id]?.actions[0] ?? ""),
    }),
    wrong: ({ messages, key }) => ({
      actions: each(ids(messages), (id, index) => {
        const fit = key?.messages[id]?.actions ?? [];
        const strays = ["keep", "report", "ask"].filter((action) => !fit.includes(action));
        return (index === 0 ? strays[0] : fit[0]) ?? "";
      }),
    }),
  },
  settings: {
    any: ({ settings }) => ({
      settings: each(ids(settings), (_id, index) => settings[index]?.options.at(-1)?.id ?? ""),
    }),
    right: ({ settings, key }) => ({
      settings: each(ids(settings), (id) => key?.settings[id]?.options[0] ?? ""),
    }),
    wrong: ({ settings, key }) => {
      // The last one that can be wrong, so that something else has changed for the better.
      const stray = ids(settings).findLast((id) => key?.settings[id]?.others.length);
      return {
        settings: each(ids(settings), (id) => {
          const { options = [], others = [] } = key?.settings[id] ?? {};
          return (id === stray ? others[0] : options[0]) ?? "";
        }),
      };
    },
  },
  memory: { any: ({ key }) => ({ found: key?.pairs ?? [] }) },
  chat: {
    any: (item) => ({ path: planChat(item, "well").turns.flatMap(({ choices }) => choices) }),
    wrong: (item) => ({ path: planChat(item, "badly").turns.flatMap(({ choices }) => choices) }),
  },
  cards: { any: ({ cards }) => ({ seen: ids(cards) }) },
  lock: { any: ({ puzzles }) => ({ opened: ids(puzzles) }) },
  slider: { any: ({ most }) => ({ value: most }) },
  likert: { any: ({ options }) => ({ choice: options[0]?.id ?? null }) },
  day: {
    any: ({ activities, key }) => ({
      hours: each(ids(activities), (id) => key?.activities[id]?.least ?? 0),
    }),
  },
  hidden_score: {
    any: ({ rounds }) => ({ choices: rounds.map(({ options }) => options[0]?.id ?? "") }),
  },
  password: { any: () => ({ done: true }) },
  poster: { any: () => ({ done: true }) },
};

const of = (item: Item) => answers[item.kind] as Answers<Kind>;

/** A whole answer to a check, which tells nobody whether it is right. */
export function anyAnswer(item: Item): unknown {
  return of(item).any(item);
}

/** An answer that earns all points. */
export function rightAnswer(item: Item): unknown {
  const { any, right = any } = of(item);
  return right(item);
}

/** A whole answer that does not earn them all; undefined where there is none. */
export function wrongAnswer(item: Item): unknown {
  return of(item).wrong?.(item);
}
