/**
 * The rules of privacy settings; the twin of `quizzes/kinds/settings.py`.
 */
import type { Setting, SettingsKey, SettingsPublic } from "../../lib/api/types";
import { InvalidResponse, makeGrade, type Grade } from "../contract";
import { closing, wholeMapping } from "../response";

/** The chosen option's id by the setting's id. */
export type Chosen = Readonly<Record<string, string>>;

/**
 * Grade what was chosen: the settings with a good choice, of all.
 *
 * Throws `InvalidResponse` for anything but one of its options for every setting, or nothing.
 */
export function grade(key: SettingsKey, response: unknown): Grade {
  const settings = Object.entries(key.settings);
  const known = new Map(settings.map(([id, one]) => [id, [...one.options, ...one.others]]));
  const all = new Set([...known.values()].flat());
  const chosen = wholeMapping(response, "settings", [...known.keys()], (id) => all.has(id));
  if (!Object.entries(chosen).every(([id, option]) => known.get(id)?.includes(option))) {
    throw new InvalidResponse("A setting has no such option.");
  }
  const misjudged = settings.filter(([id]) => id in chosen && !isGood(key, chosen, id));
  const numerator = Object.keys(chosen).length - misjudged.length;
  const denominator = settings.length;
  const lines = misjudged.map(([, { feedback }]) => feedback);
  return makeGrade(numerator, denominator, [...lines, ...closing(key, numerator, denominator)]);
}

/** Whether what is chosen for a setting is a good choice. */
export function isGood(key: SettingsKey, chosen: Chosen, id: string): boolean {
  return key.settings[id]?.options.includes(chosen[id] ?? "") ?? false;
}

/** What is chosen before anybody changed it; a saved choice that still makes sense comes first. */
export function restore(item: SettingsPublic, saved: Chosen = {}): Chosen {
  return Object.fromEntries(
    item.settings.map(({ id, start, options }) => {
      const choice = Object.hasOwn(saved, id) ? saved[id] : undefined;
      return [id, options.find((option) => option.id === choice)?.id ?? start];
    }),
  );
}

/** What stays chosen when a learner tries again: what was good. */
export function keepGood(key: SettingsKey, chosen: Chosen): Chosen {
  return Object.fromEntries(Object.entries(chosen).filter(([id]) => isGood(key, chosen, id)));
}

/** What a stranger sees of a setting with that option; empty for nothing. */
export function seenWith({ options }: Setting, option: string | undefined): string {
  return options.find(({ id }) => id === option)?.seen ?? "";
}

/** Whether anything is chosen otherwise than at first. */
export function isChanged(item: SettingsPublic, chosen: Chosen): boolean {
  return item.settings.some(({ id, start }) => chosen[id] !== start);
}
