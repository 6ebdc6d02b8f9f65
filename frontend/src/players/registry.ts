import type { Item, Kind } from "../lib/api/types";
import { loadWords } from "../lib/i18n/words";
import { breathe } from "../lib/moments";
import type { Player } from "./contract";

type Players = { [K in Kind]: () => Promise<{ default: Player<K> }> };

/** One lazy chunk for each kind; a kind in the API's types that is missing here does not compile. */
const players: Players = {
  choice: () => import("./choice/Player.svelte"),
  myth: () => import("./myth/Player.svelte"),
  sort: () => import("./sort/Player.svelte"),
  order: () => import("./order/Player.svelte"),
  match: () => import("./match/Player.svelte"),
  gap: () => import("./gap/Player.svelte"),
  mark: () => import("./mark/Player.svelte"),
  hotspot: () => import("./hotspot/Player.svelte"),
  triage: () => import("./triage/Player.svelte"),
  settings: () => import("./settings/Player.svelte"),
  chat: () => import("./chat/Player.svelte"),
  memory: () => import("./memory/Player.svelte"),
  cards: () => import("./cards/Player.svelte"),
  lock: () => import("./lock/Player.svelte"),
  slider: () => import("./slider/Player.svelte"),
  likert: () => import("./likert/Player.svelte"),
  day: () => import("./day/Player.svelte"),
  hidden_score: () => import("./hidden_score/Player.svelte"),
  password: () => import("./password/Player.svelte"),
  poster: () => import("./poster/Player.svelte"),
};

/** Words that a player has in common with others, beside its own. */
const sharedWords: Partial<Record<Kind, string>> = { sort: "hand", match: "hand", gap: "hand" };

const standIn = () => import("./standin/Player.svelte");

/** A player as the stage uses it, after its kind has been matched with the item's. */
export type AnyPlayer = Player<Kind>;

/**
 * Load the player of an item, and its words.
 *
 * Takes any kind's name: content can be newer than this program, so an unknown kind gets the
 * stand-in, which says that the page has to be updated to play it.
 */
export async function loadPlayer(kind: Item["kind"] | (string & {})): Promise<AnyPlayer> {
  const isKnown = Object.hasOwn(players, kind);
  const load = isKnown ? players[kind as Kind] : standIn;
  const parts = isKnown ? [kind, sharedWords[kind as Kind] ?? []].flat() : ["standin"];
  const [{ default: player }] = await Promise.all([load(), ...parts.map(loadWords)]);
  await breathe();
  return player as unknown as AnyPlayer;
}
