/**
 * Cards that go from a hand into places: what sort, match and gap have in common.
 *
 * They are dragged, or card and place are tapped one after the other, or the keyboard does it:
 * Enter picks a card up, the arrows go from place to place, Enter puts it down, Escape puts it
 * back. Cards can be moved until the answer is handed in; what was right then stays, the rest
 * comes back.
 *
 * A place is an element with `data-bin` (empty for the hand), each card stands in an element with
 * `data-place`. `Table`, `Cards`, `Slot` and `Card` draw them.
 */
import { tick } from "svelte";
import type { Attachment } from "svelte/attachments";
import type { Picture } from "../../lib/api/types";
import { t } from "../../lib/i18n";
import type { Grade } from "../contract";
import { closing } from "../response";
import { cardDrag } from "./drag";
import { place, type Placed } from "./placed";
import { nextPut } from "./steps";

export interface Thing {
  id: string;
  text: string;
  picture?: Picture | null;
}

/** What became of a card: whether it belongs where it lies, and if not, why. */
export interface Judgement {
  fits: boolean;
  why: string;
}

/** What a kind tells its hand. */
export interface Game {
  /** Every card, in the order of the hand. */
  cards: () => Thing[];
  /** What a place is called. */
  nameOf: (place: string) => string;
  /** Its `Answering`. */
  answering: {
    readonly isOpen: boolean;
    readonly isWhole: boolean;
    readonly result: Grade | null | undefined;
  };
  /** The present response, as where each card lies. */
  placed: () => Placed;
  onplaced: (placed: Placed) => void;
  /** Asked for practice items that were handed in. */
  judge: (card: string, place: string) => Judgement;
  /** A place holds one card, not many. */
  single?: boolean;
}

/** What a thing is called: a picture without words has its alternative text. */
export const nameOf = ({ text, picture }: Thing): string => text || (picture?.alt ?? "");

const selector = (card: string) => `[data-card="${CSS.escape(card)}"]`;

export class Hand {
  /** The place that a dragged card is over; "" for the hand. */
  over: string | null = $state(null);
  /** Told to whoever does not see the screen. */
  announcement = $state("");
  #picked: string | null = $state(null);
  /** What was right at the last try: it stays. */
  #settled: Placed = $state.raw({});
  /** Where moved cards were seen last, for them to come from there. */
  #seen: Record<string, DOMRect> = {};
  #root: HTMLElement | undefined;
  readonly #game: Game;
  /** The cards that lie in no place. */
  readonly loose: Thing[] = $derived.by(() => {
    const placed = this.#game.placed();
    return this.#game.cards().filter(({ id }) => !Object.hasOwn(placed, id));
  });

  constructor(game: Game) {
    this.#game = game;
  }

  /** The card that is picked up. */
  get picked(): string | null {
    return this.#game.answering.isOpen ? this.#picked : null;
  }

  /** There is something to take from the hand, or to put back into it. */
  get isOpen(): boolean {
    return this.#game.answering.isOpen && (this.loose.length > 0 || this.picked !== null);
  }

  placeOf(card: string): string | undefined {
    return this.#game.placed()[card];
  }

  placeName(place: string): string {
    return this.#game.nameOf(place);
  }

  cardsIn(place: string): Thing[] {
    return this.#game.cards().filter(({ id }) => this.placeOf(id) === place);
  }

  /** Whether the card that is picked up may be put into a place. */
  canPut(place: string): boolean {
    return this.picked !== null && this.placeOf(this.picked) !== place;
  }

  isMovable(card: string): boolean {
    return this.#game.answering.isOpen && !Object.hasOwn(this.#settled, card);
  }

  /** Whether pressing a card puts the one that is picked up into its place. */
  isTarget(card: string): boolean {
    const { picked } = this;
    const isThere = this.placeOf(card) !== undefined;
    return Boolean(this.#game.single) && picked !== null && picked !== card && isThere;
  }

  /** What became of a card; undefined while it is open, and in a check. */
  judgement(card: string): Judgement | undefined {
    if (Object.hasOwn(this.#settled, card)) return { fits: true, why: "" };
    const at = this.placeOf(card);
    const { result } = this.#game.answering;
    return result && at !== undefined ? this.#game.judge(card, at) : undefined;
  }

  /** The grade with its last line alone, for where each card says by itself what is wrong. */
  summary(key: { right: string; wrong: string } | undefined): Grade | undefined {
    const { result } = this.#game.answering;
    if (!result || !key) return undefined;
    const lines = closing(key, result.numerator, result.denominator);
    return { ...result, feedback: lines.join("") };
  }

  /** Where a card comes from, for `land`. */
  cameFrom(card: string): DOMRect | undefined {
    return this.#seen[card];
  }

  /** A card was pressed: pick it up, or put down what is picked up already. */
  press(card: Thing, event: MouseEvent): void {
    const { picked } = this;
    const at = this.placeOf(card.id);
    // Whoever taps a place with a card in hand may well hit a card that lies there.
    const isAimed = event.detail > 0 || this.isTarget(card.id);
    if (picked !== null && picked !== card.id && at !== undefined && isAimed) {
      void this.put(picked, at, event.detail > 0);
      return;
    }
    this.#picked = picked === card.id ? null : card.id;
    this.announcement = this.#picked ? t("players.hand.picked", { card: nameOf(card) }) : "";
    if (this.#picked && event.detail === 0) void tick().then(() => this.#focus("[data-put]"));
  }

  /** Put the card that is picked up into a place. */
  putPicked(place: string, event: MouseEvent): void {
    if (this.picked !== null) void this.put(this.picked, place, event.detail > 0);
  }

  /** Put a card into a place; `from` is where it was let go. */
  async put(card: string, to: string, isPointer: boolean, from?: DOMRect): Promise<void> {
    const { single = false, answering, placed, onplaced } = this.#game;
    const inTheWay = single && to !== "" ? this.cardsIn(to) : [];
    if (!this.isMovable(card) || inTheWay.some(({ id }) => !this.isMovable(id))) return;
    const turn = this.loose.findIndex(({ id }) => id === card);
    this.#seen = {};
    for (const { id } of [{ id: card }, ...inTheWay]) this.#see(id);
    if (from) this.#seen[card] = from;
    this.#picked = null;
    this.#announce(card, to);
    onplaced(place(placed(), card, to, single));
    await tick();
    // On to the next card; a card that was moved again keeps the focus.
    const next = turn < 0 ? undefined : (this.loose[turn] ?? this.loose.at(-1));
    const isLast = answering.isWhole && turn >= 0;
    this.#focus(isLast ? "[data-commit]" : selector(next?.id ?? card), isPointer);
  }

  /** Begin again with what was right. */
  readonly retry = async (): Promise<void> => {
    const { placed, judge, onplaced } = this.#game;
    const kept = Object.entries(placed()).filter(([card, at]) => judge(card, at).fits);
    this.#settled = Object.fromEntries(kept);
    this.#seen = {};
    for (const { id } of this.#game.cards()) this.#see(id);
    this.#picked = null;
    onplaced(this.#settled);
    await tick();
    this.#focus("[data-card]");
  };

  /** Drags, taps and keys, on the element of the whole question. */
  readonly attach: Attachment<HTMLElement> = (element) => {
    this.#root = element;
    const stopDrag = cardDrag({
      canDrag: (card) => this.isMovable(card),
      onover: (place) => (this.over = place),
      ondrop: (card, place, from) => void this.put(card, place, true, from),
    })(element);
    const controller = new AbortController();
    const { signal } = controller;
    element.addEventListener("click", (event) => this.#tap(event), { signal });
    element.addEventListener("keydown", (event) => this.#key(event, element), { signal });
    return () => {
      stopDrag?.();
      controller.abort();
    };
  };

  /** A tap anywhere in a place. */
  #tap(event: MouseEvent): void {
    const target = event.target as Element;
    const at = target.closest<HTMLElement>("[data-bin]")?.dataset["bin"];
    if (at !== undefined && !target.closest("button")) this.putPicked(at, event);
  }

  #key(event: KeyboardEvent, element: HTMLElement): void {
    if (this.picked === null) return;
    if (event.key === "Escape") {
      const card = this.picked;
      this.#picked = null;
      this.announcement = "";
      this.#focus(selector(card));
      return;
    }
    const next = nextPut(element, event.key);
    if (!next) return;
    next.focus();
    event.preventDefault();
  }

  #announce(card: string, to: string): void {
    const thing = this.#game.cards().find(({ id }) => id === card);
    const words = { card: thing ? nameOf(thing) : "" };
    this.announcement =
      to === ""
        ? t("players.hand.returned", words)
        : t("players.hand.placed", { ...words, place: this.placeName(to) });
  }

  #focus(wanted: string, preventScroll = false): void {
    this.#root?.querySelector<HTMLElement>(wanted)?.focus({ preventScroll });
  }

  #see(card: string): void {
    const place = this.#root?.querySelector(`[data-place="${CSS.escape(card)}"]`);
    if (place) this.#seen[card] = place.getBoundingClientRect();
  }
}
