import { prefersStillness } from "../../lib/moments";

/** A pause before a message appears, in milliseconds: longer for more words, never long. */
export function pauseFor(text: string): number {
  return Math.min(1300, 450 + 12 * text.length);
}

/**
 * Lets the entries of a log appear one after the other.
 *
 * Give it the pause before each entry that is still to come (0: together with the one before). For
 * people who asked for less motion everything is there at once.
 */
export class Pace {
  /** How many entries can be seen. */
  shown = $state(0);
  #pauses: number[] = $state.raw([]);
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Whether more is to come. */
  waiting: boolean = $derived.by(() => this.shown < this.#pauses.length);

  /** Go on from what is shown to the end of a log; with `atOnce` without any pause. */
  play(pauses: number[], atOnce = false): void {
    clearTimeout(this.#timer);
    this.#pauses = pauses;
    this.shown = Math.min(this.shown, pauses.length);
    if (atOnce || prefersStillness()) this.shown = pauses.length;
    else this.#advance();
  }

  /** Show the next entry now. */
  skip(): void {
    if (!this.waiting) return;
    clearTimeout(this.#timer);
    this.shown += 1;
    this.#advance();
  }

  /** Begin again with an empty log. */
  clear(): void {
    clearTimeout(this.#timer);
    this.#pauses = [];
    this.shown = 0;
  }

  #advance(): void {
    while (this.waiting && this.#pauses[this.shown] === 0) this.shown += 1;
    if (!this.waiting) return;
    this.#timer = setTimeout(() => this.skip(), this.#pauses[this.shown]);
  }
}
