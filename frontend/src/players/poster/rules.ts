/**
 * The rules of a poster: what may stand on it, and where; the twin of `quizzes/kinds/poster.py`.
 *
 * A poster is 300 × 400 units, whatever its size on the screen or on paper. Nothing of it is graded.
 */
import type { PosterPhrase, Sticker } from "../../lib/api/types";

export { grade } from "../making";

export const PAGE = { width: 300, height: 400 } as const;
export const MOST_PHRASES = 3;
export const MOST_STICKERS = 12;

/** The side of a sticker, and the size of the letters of a phrase, at size 1. */
const STICKER_SIDE = 72;
export const LETTERS = 21;
const LINE_HEIGHT = 1.3;
/** About how wide a bold letter is, in its own height; labels are made for the wider ones. */
const LETTER_WIDTH = 0.6;
const LABEL_PADDING = 12;
/** Letters in a line, before a phrase goes on below. */
const LINE_LENGTH = 17;

const SIZES = { least: 0.6, most: 2.4, step: 1.2 } as const;

interface Placed {
  /** One of its own for every piece ever put on. */
  id: number;
  /** Of its middle, in units of the page. */
  x: number;
  y: number;
  size: number;
}
export type PhrasePiece = Placed & { kind: "phrase"; phrase: PosterPhrase };
export type StickerPiece = Placed & { kind: "sticker"; sticker: Sticker };
export type Piece = PhrasePiece | StickerPiece;
/** A piece before it has its place. */
export type Wanted = Pick<PhrasePiece, "kind" | "phrase"> | Pick<StickerPiece, "kind" | "sticker">;

/** Where pieces come to stand at first, so that none hides another: in parts of the page. */
const PHRASE_PLACES = [
  [0.5, 0.13],
  [0.5, 0.88],
  [0.5, 0.5],
] as const;
const STICKER_PLACES = [
  [0.24, 0.32],
  [0.76, 0.69],
  [0.76, 0.32],
  [0.24, 0.69],
  [0.5, 0.32],
  [0.5, 0.69],
  [0.15, 0.5],
  [0.85, 0.5],
] as const;

/** Whether one more piece of this kind may be put on. */
export function hasRoom(pieces: readonly Piece[], kind: Piece["kind"]): boolean {
  const most = kind === "phrase" ? MOST_PHRASES : MOST_STICKERS;
  return pieces.filter((piece) => piece.kind === kind).length < most;
}

/** Put a piece on, in front of all others; the same pieces where there is no room for it. */
export function add(pieces: readonly Piece[], wanted: Wanted): Piece[] {
  if (!hasRoom(pieces, wanted.kind)) return [...pieces];
  const id = Math.max(0, ...pieces.map((piece) => piece.id)) + 1;
  const places = wanted.kind === "phrase" ? PHRASE_PLACES : STICKER_PLACES;
  const alike = pieces.filter(({ kind }) => kind === wanted.kind);
  const free = places.find(([x, y]) => !alike.some((piece) => isAt(piece, x, y)));
  const [x, y] = free ?? places[0];
  return [...pieces, { ...wanted, id, x: x * PAGE.width, y: y * PAGE.height, size: 1 }];
}

function isAt(piece: Placed, x: number, y: number): boolean {
  const far = Math.hypot(piece.x - x * PAGE.width, piece.y - y * PAGE.height);
  return far < STICKER_SIDE / 2;
}

/** Change one piece; it stays with its middle on the page, and neither too small nor too large. */
export function change(
  pieces: readonly Piece[],
  id: number,
  to: Partial<Pick<Placed, "x" | "y" | "size">>,
): Piece[] {
  return pieces.map((piece) => {
    if (piece.id !== id) return piece;
    const { x, y, size } = { ...piece, ...to };
    return {
      ...piece,
      x: clamp(x, 0, PAGE.width),
      y: clamp(y, 0, PAGE.height),
      size: clamp(size, SIZES.least, SIZES.most),
    };
  });
}

const clamp = (value: number, least: number, most: number) =>
  Math.min(most, Math.max(least, value));

/** Make a piece one step larger (1) or smaller (−1). */
export function resize(pieces: readonly Piece[], id: number, direction: 1 | -1): Piece[] {
  const size = pieces.find((piece) => piece.id === id)?.size ?? 1;
  return change(pieces, id, { size: size * SIZES.step ** direction });
}

/** Put a piece in front of all others. */
export function toFront(pieces: readonly Piece[], id: number): Piece[] {
  return [
    ...pieces.filter((piece) => piece.id !== id),
    ...pieces.filter((piece) => piece.id === id),
  ];
}

export const remove = (pieces: readonly Piece[], id: number): Piece[] =>
  pieces.filter((piece) => piece.id !== id);

/** Cut a phrase at its spaces into lines of about the same length. */
export function linesOf(text: string): string[] {
  const words = text.split(/\s+/);
  const letters = [...words.join(" ")].length;
  const even = letters / Math.ceil(letters / LINE_LENGTH);
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    // A word that would end nearer to the even length than the line does without it goes with it.
    const fits = last !== undefined && last.length + 1 + word.length / 2 <= even;
    if (fits) lines.splice(-1, 1, `${last} ${word}`);
    else lines.push(word);
  }
  return lines;
}

export interface Box {
  width: number;
  height: number;
}

/** How much room a piece takes, in units of the page, round its middle. */
export function boxOf(piece: Piece): Box {
  if (piece.kind === "sticker") {
    const side = STICKER_SIDE * piece.size;
    return { width: side, height: side };
  }
  const lines = linesOf(piece.phrase.text);
  const longest = Math.max(...lines.map((line) => [...line].length));
  const padding = 2 * LABEL_PADDING;
  return {
    width: (longest * LETTERS * LETTER_WIDTH + padding) * piece.size,
    height: (lines.length * LETTERS * LINE_HEIGHT + padding) * piece.size,
  };
}

/** How far the first line of letters stands above the middle, and each from the one before. */
export function lettering(lines: number, size: number): { first: number; step: number } {
  const step = LETTERS * LINE_HEIGHT * size;
  return { first: (-(lines - 1) / 2) * step, step };
}
