/** Where each card lies: the place's id by the card's id. A card without one is in the hand. */
export type Placed = Readonly<Record<string, string>>;

/**
 * Put a card into a place; with an empty place, back into the hand.
 *
 * Where places are `single`, the card that lies there makes room: it goes where the other one
 * comes from.
 */
export function place(placed: Placed, card: string, to: string, single = false): Placed {
  const from = placed[card];
  const others = Object.entries(placed).flatMap(([id, at]) => {
    if (id === card) return [];
    if (!single || at !== to) return [[id, at]];
    return from === undefined ? [] : [[id, from]];
  });
  return Object.fromEntries(to === "" ? others : [...others, [card, to]]);
}
