/**
 * One answer in the making: what is chosen so far, what became of it, and what of it stays when
 * the learner tries again. Every player but the chat stands on it.
 */
import { untrack } from "svelte";
import type { Kind, ResponseOf } from "../lib/api/types";
import { cue } from "../lib/sound";
import type { Grade, PlayerProps, Rules } from "./contract";
import { gradeAgain } from "./response";

interface Options<K extends Kind> {
  grade: Rules<K>["grade"];
  /** What of a saved response still makes sense; called with null for a question not begun. */
  restore: (response: ResponseOf<K> | null) => ResponseOf<K>;
  /** Whether a response may be handed in. */
  isWhole: (response: ResponseOf<K>) => boolean;
}

export class Answering<K extends Kind> {
  /** The present response; hand changes to `draft`. */
  response: ResponseOf<K> = $state.raw() as ResponseOf<K>;
  /** What became of it; undefined while it is being made, null for a check. */
  result: Grade | null | undefined = $state.raw();
  /** True until something is handed in here: a result from an earlier visit takes no focus. */
  isFromBefore = $state(true);

  readonly #props: () => PlayerProps<K>;
  readonly #options: Options<K>;

  constructor(props: () => PlayerProps<K>, options: Options<K>) {
    this.#props = props;
    this.#options = options;
    const { saved } = untrack(props);
    this.response = options.restore(saved?.response ?? null);
    if (saved?.done) this.result = this.#savedResult();
  }

  /** Nothing has been handed in, or the learner tries again. */
  get isOpen(): boolean {
    return this.result === undefined;
  }

  /** Nothing is left to change: a check that is kept, or all that there was to do. */
  get isSettled(): boolean {
    const { result } = this;
    return result === null || result?.outcome === "correct" || result?.outcome === "answered";
  }

  /** The response may be handed in. */
  get isWhole(): boolean {
    return this.#options.isWhole(this.response);
  }

  /** Change the response; a result that was there goes away. */
  draft(response: ResponseOf<K>): void {
    this.response = response;
    this.result = undefined;
    cue("land");
    this.#props().ondraft(response);
  }

  /** Hand the response in. */
  commit(): void {
    const { item, onanswer } = this.#props();
    const { response } = this;
    const { key } = item;
    this.isFromBefore = false;
    this.result = key ? this.#options.grade(key, response) : null;
    cue(this.result === null ? "land" : this.isSettled ? "right" : "again");
    onanswer({ response, grade: this.result });
  }

  #savedResult(): Grade | null | undefined {
    const { key } = untrack(this.#props).item;
    if (!key) return null;
    return this.isWhole ? gradeAgain(this.#options.grade, key, this.response) : undefined;
  }
}
