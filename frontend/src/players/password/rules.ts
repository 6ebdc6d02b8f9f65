/**
 * The rules of a password workshop; the twin of `quizzes/kinds/password.py`, and how chance draws.
 */
import type { PasswordWord } from "../../lib/api/types";

export { grade } from "../making";

/** What may stand behind the words; none of them needs a second key on a phone in any alphabet. */
const SIGNS = ["!", "?", "*", "+", "=", "#"];

/** What is hung on to the words. */
export interface Extras {
  number: string;
  sign: string;
}

/**
 * A whole number from 0 up to, and without, `limit`, each as likely as the others.
 *
 * `Math.random` can be foretold; a password needs chance that cannot.
 */
export function chance(limit: number): number {
  // The numbers above the last whole multiple of the limit would favour the small ones.
  const top = 2 ** 32 - (2 ** 32 % limit);
  const numbers = new Uint32Array(1);
  let drawn: number;
  do [drawn = 0] = crypto.getRandomValues(numbers);
  while (drawn >= top);
  return drawn % limit;
}

/** Draw words by chance, each at most once. */
export function draw(words: readonly PasswordWord[], count: number): PasswordWord[] {
  const left = [...words];
  const size = Math.min(count, left.length);
  return Array.from({ length: size }, () => left.splice(chance(left.length), 1)).flat();
}

/** Put another word, drawn by chance, in the place of one; the same list if there is no other. */
export function swap(
  words: readonly PasswordWord[],
  drawn: readonly PasswordWord[],
  place: number,
): PasswordWord[] {
  const taken = new Set(drawn.map(({ id }) => id));
  const [other] = draw(
    words.filter(({ id }) => !taken.has(id)),
    1,
  );
  return drawn.map((word, index) => (index === place && other ? other : word));
}

/** A number of two digits. */
export const drawNumber = (): string => String(10 + chance(90));

/** A sign. */
export const drawSign = (): string => SIGNS[chance(SIGNS.length)] ?? "";

/** Make the password of its parts. */
export function compose(drawn: readonly PasswordWord[], { number, sign }: Extras): string {
  return drawn.map(({ text }) => text).join("-") + number + sign;
}

/** Keep the direction of a part of a password from that of the sentence round it. */
export const isolated = (part: string): string => `\u2068${part}\u2069`;
