/**
 * The code of a class: seven symbols and one that checks them, as `challenge/classrooms/codes.py` has it.
 *
 * A slip of the hand is found here, before anything is asked of the server.
 */
export const SYMBOLS = "BCDFGHJKMNPQRTVWXZ26789";
export const LENGTH = 8;
const FIRST_WEIGHT = 2;

/** What may stand between the symbols: spaces, dashes, and the invisible marks of Arabic text. */
const BETWEEN = /[\s\p{Pd}\p{Cf}\p{Cc}]/gu;
const LONGEST = 64;

/** What somebody typed, in capitals and ASCII digits, without what stands between. */
export function symbolsOf(typed: string): string {
  const text = [...typed].slice(0, LONGEST).join("").normalize("NFKC").toUpperCase();
  return text.replace(BETWEEN, "").replace(/\p{Nd}/gu, digit);
}

/** Whether eight symbols, as `symbolsOf` gives them, can be the code of a class. */
export function isCode(symbols: string): boolean {
  const values = [...symbols].map((symbol) => SYMBOLS.indexOf(symbol));
  if (values.length !== LENGTH || values.includes(-1)) return false;
  const check = values.pop();
  const total = values.reduce((sum, value, place) => sum + (place + FIRST_WEIGHT) * value, 0);
  return total % SYMBOLS.length === check;
}

/** The code that somebody typed; "" if it can be none. */
export function readCode(typed: string): string {
  const symbols = symbolsOf(typed);
  return isCode(symbols) ? symbols : "";
}

/** A code, or as much of it as there is, as it is shown: XXXX-XXXX. */
export function shownCode(symbols: string): string {
  return symbols.replace(/^(.{4})(?=.)/, "$1-");
}

/** The ASCII digit of a digit of any script: each script's ten follow each other from a zero on. */
function digit(sign: string): string {
  const point = sign.codePointAt(0) ?? 0;
  let zero = point;
  while (point - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String(point - zero);
}
