/**
 * What is to be read aloud, and where each of its words stands on the page.
 */

/** A piece of a passage: a text of the page, and at which character of the passage it begins. */
interface Piece {
  node: Text;
  from: number;
}

/** What is said in one breath. Without pieces it can be heard, but not shown. */
export interface Passage {
  text: string;
  pieces: Piece[];
}

const BLOCKS =
  "p, li, h2, h3, h4, figcaption, blockquote, dt, dd, button, label, legend, td, th, summary";
const SILENT =
  "[data-unsaid], svg, audio, video, script, [hidden], .visually-hidden, [aria-hidden=true]";

/** Everything that can be read in an element, block by block. */
export function passagesIn(root: Element): Passage[] {
  const passages: (Passage & { block: Element | null })[] = [];
  for (const node of textsIn(root)) {
    const block = node.parentElement?.closest(BLOCKS) ?? null;
    let passage = passages.at(-1);
    if (!passage || passage.block !== block) {
      passage = { text: "", pieces: [], block };
      passages.push(passage);
    }
    passage.pieces.push({ node, from: passage.text.length });
    passage.text += node.data;
  }
  return passages.filter(({ text }) => text.trim() !== "");
}

/** Lines that are known, and where they stand in an element, as far as they can be found there. */
export function passagesFor(root: Element | undefined, lines: readonly string[]): Passage[] {
  const nodes = root ? textsIn(root) : [];
  const taken = new Set<Text>();
  return lines
    .map((line) => line.trim())
    .filter(Boolean)
    .map((text) => {
      const free = nodes.filter((node) => !taken.has(node));
      const node =
        free.find(({ data }) => data.trim() === text) ??
        free.find(({ data }) => data.includes(text));
      if (!node) return { text, pieces: [] };
      taken.add(node);
      return { text, pieces: [{ node, from: -node.data.indexOf(text) }] };
    });
}

/** The word that begins at a character of a passage, as a range of the page. */
export function wordAt({ text, pieces }: Passage, start: number): Range | undefined {
  const length = /^[\p{L}\p{M}\p{N}’'-]+/u.exec(text.slice(start))?.[0].length ?? 0;
  const piece = pieces.findLast(({ from }) => from <= start);
  if (!piece || length === 0) return undefined;
  const { node, from } = piece;
  if (start - from >= node.length) return undefined;
  const range = new Range();
  range.setStart(node, start - from);
  range.setEnd(node, Math.min(start - from + length, node.length));
  return range;
}

function textsIn(root: Element): Text[] {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  while (walker.nextNode()) {
    const node = walker.currentNode as Text;
    if (node.data.trim() !== "" && !node.parentElement?.closest(SILENT)) texts.push(node);
  }
  return texts;
}
