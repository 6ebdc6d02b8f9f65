import type { Item, Kind } from "../lib/api/types";
import { loadWords } from "../lib/i18n";
import type { Player } from "./contract";

type Players = { [K in Kind]: () => Promise<{ default: Player<K> }> };

/** One lazy chunk for each kind; a kind in the API's types that is missing here does not compile. */
const players: Players = {
  choice: () => import("./choice/Player.svelte"),
  sort: () => import("./sort/Player.svelte"),
  chat: () => import("./chat/Player.svelte"),
};

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
  const load = Object.hasOwn(players, kind) ? players[kind as Kind] : standIn;
  const [{ default: player }] = await Promise.all([load(), loadWords(kind)]);
  return player as unknown as AnyPlayer;
}
