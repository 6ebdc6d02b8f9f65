/**
 * The card that an arrow key leads to on a board: beside the focus in the direction of reading, or
 * in the same column of the next row. None at the border, and for other keys.
 */
export function step(board: HTMLElement, key: string): HTMLElement | undefined {
  const cards = [...board.querySelectorAll<HTMLElement>("[data-card]")];
  const at = cards.findIndex((card) => card === document.activeElement);
  const rowOf = (card: HTMLElement | undefined) => card?.getBoundingClientRect().top;
  const inRow = cards.filter((card) => rowOf(card) === rowOf(cards[0])).length;
  const onwards = board.matches("[dir=rtl] *") ? -1 : 1;
  const steps = new Map([
    ["ArrowRight", onwards],
    ["ArrowLeft", -onwards],
    ["ArrowDown", inRow],
    ["ArrowUp", -inRow],
  ]);
  const by = steps.get(key);
  return at < 0 || by === undefined ? undefined : cards[at + by];
}
