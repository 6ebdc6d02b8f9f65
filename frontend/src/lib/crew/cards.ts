/** The recovery card: eight signs that bring a learner back on another device. */
import { call } from "../api/client";
import { callAsLearner, type Introduction } from "../learner";
import { arrive } from "./arrive";
import { enrol } from "../device/learner-list";
import type { Player } from "../device/learner-slot";

const SIGNS = 8;
const MARK = "#card=";

/** What stands between the signs of a card: spaces, dashes, and the invisible marks of Arabic text. */
const BETWEEN = /[\s\p{Pd}\p{Cf}\p{Cc}]/gu;

/**
 * Read a card as somebody typed it: its eight signs, or null when there are more or fewer.
 *
 * The server forgives the rest: small letters, Arabic digits, and O for 0, I and L for 1.
 */
export function readCard(typed: string): string | null {
  const signs = typed.replace(BETWEEN, "");
  return [...signs].length === SIGNS ? signs : null;
}

/** The address that a card's QR code holds. What follows the # never leaves the device. */
export function addressOf(card: string, page: string): string {
  return new URL(MARK + card, page).href;
}

/** The card in an address, which is wiped from the address bar; "" when there is none. */
export function takeCard(): string {
  if (!location.hash.startsWith(MARK)) return "";
  const card = decodeURIComponent(location.hash.slice(MARK.length));
  history.replaceState(history.state, "", location.pathname + location.search);
  return card;
}

/** A new card of this page's player; the one before stops working. Rejects with an `ApiError`. */
export async function newCard(introduce: Introduction): Promise<string> {
  const path = "/api/v1/learners/me/recovery/";
  const { card } = await callAsLearner(path, undefined, introduce);
  enrol();
  return card;
}

/**
 * Bring the learner of a card aboard, who plays from the next page on; gives the name they have here.
 *
 * Somebody who is on this device already stays the same. Rejects with an `ApiError`: 404 for a card
 * that nobody has, 429 after too many of those.
 */
export async function comeBack(card: string): Promise<Player> {
  const token = await call("post", "/api/v1/learners/recover/", { body: { card } });
  return arrive(token);
}
