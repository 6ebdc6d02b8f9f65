/**
 * An answer that picks what warns, out of what can be picked: which spot may still be changed, and
 * what became of each. What was found stays found when the learner tries again.
 */
import type { Kind, ResponseOf } from "../../lib/api/types";
import type { Answering } from "../answering.svelte";
import type { Grade } from "../contract";
import { closing } from "../response";
import { restore, toggle } from "./rules";

/** What a spot is at the moment: untouched, picked, or known to warn ("hit") or not ("miss"). */
export type SpotState = "" | "picked" | "hit" | "miss";

/** What the grader knows of a spot. */
interface Judgement {
  warns: boolean;
  why: string;
}

export interface Finding extends Judgement {
  id: string;
}

interface Options<K extends Kind> {
  /** The ids of what can be picked, in the order of the item. */
  known: () => string[];
  read: (response: ResponseOf<K>) => string[];
  write: (picked: string[]) => ResponseOf<K>;
  /** The judgement of a spot; nothing for a check. */
  judge: (id: string) => Judgement | undefined;
  /** The key, for its closing lines; nothing for a check. */
  key: () => { right: string; wrong: string } | undefined;
}

export class Spotting<K extends Kind> {
  /** What was found at an earlier try. */
  #found: string[] = $state.raw([]);
  readonly #answering: Answering<K>;
  readonly #options: Options<K>;

  constructor(answering: Answering<K>, options: Options<K>) {
    this.#answering = answering;
    this.#options = options;
  }

  get picked(): string[] {
    return this.#options.read(this.#answering.response);
  }

  /** What was picked, judged; empty while the answer is being made, and for a check. */
  get findings(): Finding[] {
    if (!this.#answering.result) return [];
    return this.picked.flatMap((id) => {
      const judgement = this.#options.judge(id);
      return judgement ? [{ id, ...judgement }] : [];
    });
  }

  /** How many signs were not picked. */
  get missed(): number {
    const { known, judge } = this.#options;
    return known().filter((id) => judge(id)?.warns && !this.picked.includes(id)).length;
  }

  /** The grade with its closing line only: the other lines stand at their findings. */
  get shown(): Grade | undefined {
    const { result } = this.#answering;
    const key = this.#options.key();
    if (!result || !key) return undefined;
    return { ...result, feedback: closing(key, result.numerator, result.denominator).join("") };
  }

  stateOf(id: string): SpotState {
    if (this.#found.includes(id)) return "hit";
    if (!this.picked.includes(id)) return "";
    const finding = this.findings.find((one) => one.id === id);
    if (!finding) return "picked";
    return finding.warns ? "hit" : "miss";
  }

  /** Whether a spot can be picked or taken back. */
  isOpen(id: string): boolean {
    return !this.#answering.isSettled && this.stateOf(id) !== "hit";
  }

  /** Pick a spot, or take it back; after a verdict that begins the next try. */
  toggle(id: string): void {
    this.#keepFound();
    this.#pick(toggle(this.#options.known(), this.picked, id));
  }

  /** Begin again with what was found. */
  retry(): void {
    this.#keepFound();
    this.#pick(restore(this.#options.known(), this.#found));
  }

  #keepFound(): void {
    if (!this.#answering.result) return;
    this.#found = this.findings.flatMap(({ id, warns }) => (warns ? [id] : []));
  }

  #pick(ids: string[]): void {
    this.#answering.draft(this.#options.write(ids));
  }
}
