/**
 * How strong a password is, and why, for children to understand.
 *
 * The guessing is that of zxcvbn (Wheeler, "zxcvbn: Low-Budget Password Strength Estimation",
 * USENIX Security 2016) as zxcvbn-ts has it. It runs on the page; nothing is sent anywhere.
 */
import { ZxcvbnFactory, type MatchExtended } from "@zxcvbn-ts/core";
import { adjacencyGraphs } from "@zxcvbn-ts/language-common";
import weakWords from "virtual:weak-words";

/** Why a password is quickly guessed, or is not; each is a message `players.password.why.<reason>`. */
export type Reason =
  | "first" // one of the first that are tried
  | "word" // one plain word
  | "tricks" // a known word with @ for a, or turned round
  | "keys" // a path on the keyboard
  | "again" // the same once more
  | "row" // a row such as 1234
  | "date"
  | "short"
  | "more" // nothing is wrong with it, but it is not long enough
  | "good";

export interface Why {
  reason: Reason;
  /** The part that it is about; empty for all of it. */
  part: string;
}

export interface Strength {
  /** From 0, guessed at once, to 4, hard to guess. */
  score: 0 | 1 | 2 | 3 | 4;
  whys: Why[];
}

/** Words and names that many Arabic speakers try first, and the rows of the Arabic keyboard. */
const ARABIC = (
  "كلمةالسر كلمة السر سر باسورد مرحبا السلام عليكم حبيبي حبيبتي احبك أحبك بحبك ماما بابا امي أمي " +
  "ابي أبي الله الحمدلله بسمالله محمد احمد أحمد علي حسن حسين عمر خالد يوسف ابراهيم إبراهيم عبدالله " +
  "عبدالرحمن سلمان سعود فيصل ناصر فاطمة عائشة مريم سارة نور نورة زينب ليلى هدى امل أمل مدرسة بيت " +
  "قطة كلب كرة القدم لعبة ملك ملكة اميرة أميرة بطل صديق صديقي شمس قمر وردة البحرين السعودية مصر " +
  "الاردن الأردن عمان قطر الكويت المغرب تونس ضصثق ضصثقف ضصثقفغ شسيب شسيبل شسيبلا ئءؤر"
).split(" ");

const meter = new ZxcvbnFactory({
  dictionary: { ...weakWords, arabic: ARABIC },
  graphs: { qwerty: adjacencyGraphs.qwerty, keypad: adjacencyGraphs.keypad },
});

/** Fewer letters than this are short, whatever they are. */
const SHORT = 8;
/** So many words in a row are no weakness, even if each is plain. */
const MANY_WORDS = 3;
const MOST_WHYS = 2;

/** Tell how strong a password is and why. */
export function measure(password: string): Strength {
  const { score, sequence } = meter.check(password);
  if (score >= 3) return { score, whys: [{ reason: "good", part: "" }] };
  const words = sequence.filter(({ pattern }) => pattern === "dictionary").length;
  const whys = sequence.flatMap((match): Why[] => {
    const reason = reasonFor(match, words);
    return reason ? [{ reason, part: match.token }] : [];
  });
  if ([...password].length < SHORT) whys.push({ reason: "short", part: "" });
  if (whys.length === 0) whys.push({ reason: "more", part: "" });
  return { score, whys: whys.slice(0, MOST_WHYS) };
}

const REASONS: Readonly<Record<string, Reason>> = {
  spatial: "keys",
  repeat: "again",
  sequence: "row",
  wordSequence: "row",
  date: "date",
  regex: "date",
};

function reasonFor(match: MatchExtended, words: number): Reason | undefined {
  if (match.pattern !== "dictionary") return REASONS[match.pattern];
  if (match["l33t"] || match["reversed"]) return "tricks";
  if (words >= MANY_WORDS) return undefined;
  return match["dictionaryName"] === "passwords-common" || match["dictionaryName"] === "arabic"
    ? "first"
    : "word";
}
