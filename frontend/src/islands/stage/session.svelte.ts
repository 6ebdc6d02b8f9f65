import type { AnyResponse, Kind, Module } from "../../lib/api/types";
import type { Keeper } from "../../lib/state/keeper";
import {
  FINISH,
  newRecord,
  starsFor,
  stillFits,
  type FormPhase,
  type ModuleRecord,
  type SavedResponse,
} from "../../lib/state/record";
import { uuid7 } from "../../lib/uuid7";
import type { Answer } from "../../players/contract";
import type { Outcomes } from "./outcomes";
import { asksForAction, canBePassed, itemAt, stopsOf, type Stop } from "./stops";

/**
 * One play of one module: where the player is, what is done, and where it is kept.
 *
 * Give it the record that the keeper had, if any; it may be of an older version of the module.
 * `asksFirst` says whether a module that is begun now asks the form before it; one that was begun
 * goes on as it began.
 */
export class Session {
  readonly module: Module;
  readonly keeper: Keeper;
  #record: ModuleRecord = $state() as ModuleRecord;
  /** Index into `stops`; one past the last is the finish. */
  #position = $state(0);
  stops: Stop[] = $derived.by(() =>
    stopsOf(this.module, {
      asksFirst: this.#asksFirst,
      isReplay: this.#record.replays > 0,
      draw: this.#record.draw,
    }),
  );
  stop: Stop | undefined = $derived.by(() => this.stops[this.#position]);
  /** How many screens the present step has (a story's panels), and which of them is shown. */
  pages = $state(1);
  page = $state(0);
  /** True for the finish screen that follows the very first end of the module. */
  celebrating = $state(false);

  constructor(
    module: Module,
    keeper: Keeper,
    record: ModuleRecord | undefined,
    asksFirst: boolean,
  ) {
    this.module = module;
    this.keeper = keeper;
    this.#record = record ?? newRecord(module.key, module.version);
    if (!this.begun) this.#record.asksFirst = asksFirst;
    if (this.#record.version !== module.version) this.#adapt();
    this.#position = this.#whereItWas();
  }

  /** A record from before this was kept says it by what was answered. */
  get #asksFirst(): boolean {
    const { asksFirst, at, done } = this.#record;
    return asksFirst ?? this.module.check.pre.some(({ id }) => id === at || done.includes(id));
  }

  get record(): Readonly<ModuleRecord> {
    return this.#record;
  }

  get position(): number {
    return this.#position;
  }

  /** Whether an educator is certified for the check after this module. */
  get certifies(): boolean {
    return canBePassed(this.module);
  }

  get finished(): boolean {
    return this.#position >= this.stops.length;
  }

  /** False until the first stop has been reached in this or an earlier visit. */
  get begun(): boolean {
    return this.#record.at !== "";
  }

  /** Whether what the present stop asks for is done. */
  get ready(): boolean {
    const { stop } = this;
    return stop !== undefined && (!asksForAction(stop) || this.#record.done.includes(stop.id));
  }

  saved(id: string): SavedResponse | null {
    return this.#record.answers[id] ?? null;
  }

  begin(): void {
    // A story that is drawn already has said how many pages it has.
    this.#keepPlace();
    // A page may have been closed between the last answer and this.
    this.#handIn();
  }

  /** Turn to the next page of the stop, or go on to the next stop. */
  next(): void {
    if (this.page < this.pages - 1) {
      this.page += 1;
      return;
    }
    if (!this.ready) return;
    this.complete();
    const last = this.#position === this.stops.length - 1;
    if (last) this.#finish();
    this.#moveTo(this.#position + 1);
  }

  back(): void {
    if (this.page > 0) this.page -= 1;
    else if (this.#position > 0) this.#moveTo(this.#position - 1);
  }

  /** The present stop is done. */
  complete(): void {
    const { stop } = this;
    if (!stop || this.#record.done.includes(stop.id)) return;
    this.#record.done.push(stop.id);
    this.#save();
    // A question is done for the server when its answer arrives.
    if (!itemAt(stop)) {
      const { key, version } = this.module;
      void this.keeper.sendMark({ module: key, version, step: stop.id });
    }
  }

  /** Keep what is not committed yet. */
  draft(stop: Stop, response: AnyResponse): void {
    const item = itemAt(stop);
    if (!item || this.#isSettled(stop)) return;
    this.#record.answers[item.id] = { response: $state.snapshot(response), done: false };
    this.#save();
  }

  /** Keep a committed answer and send it. Resolves when it is safe on the device. */
  async answer(stop: Stop, answer: Answer<Kind>): Promise<void> {
    const item = itemAt(stop);
    if (!item || this.#isSettled(stop)) return;
    const { grade } = answer;
    const response = $state.snapshot(answer.response);
    const { key, version } = this.module;
    const id = uuid7();
    this.#record.answers[item.id] = { response, done: true };
    if (grade) this.#score(item.id, grade.numerator, grade.denominator);
    const phase = stop.at === "check" ? stop.phase : "practice";
    const sent = this.keeper.sendAttempt({
      id,
      module: key,
      version,
      item: item.id,
      phase,
      response,
    });
    this.complete();
    this.#save();
    await sent;
    if (stop.at === "check") this.#handIn();
  }

  /** Keep how the forms that were handed in went, as the server has graded them. */
  keepOutcomes({ pre, post }: Outcomes): void {
    this.#record.outcomes = post;
    this.#record.outcomesBefore = pre;
    this.#save();
  }

  /**
   * Play the steps again from the first; nothing won is lost. Checks are not asked twice, but for one
   * that can be passed: how it went before is forgotten then.
   */
  replay(): void {
    this.#record.replays += 1;
    this.#record.answers = {};
    if (this.certifies) {
      const asked = this.module.check.post.map(({ id }) => id);
      this.#record.done = this.#record.done.filter((id) => !asked.includes(id));
      this.#record.outcomes = [];
      this.#record.forms = this.#record.forms?.filter((phase) => phase !== "post") ?? [];
    }
    this.#moveTo(0);
  }

  /** Hand in each form of which every question that is asked is done, once. */
  #handIn(): void {
    const { key: module, version } = this.module;
    const handedIn = this.#record.forms ?? [];
    for (const phase of ["pre", "post"] satisfies FormPhase[]) {
      const asked = this.stops.filter((stop) => stop.at === "check" && stop.phase === phase);
      const isWhole = asked.length > 0 && asked.every(({ id }) => this.#record.done.includes(id));
      if (!isWhole || handedIn.includes(phase)) continue;
      handedIn.push(phase);
      void this.keeper.sendForm({ module, version, phase });
    }
    this.#record.forms = handedIn;
    this.#save();
  }

  /** A check is answered once; what a player may report after that is no answer. */
  #isSettled(stop: Stop): boolean {
    return stop.at === "check" && this.saved(stop.id)?.done === true;
  }

  #score(item: string, numerator: number, denominator: number): void {
    const score = denominator === 0 ? null : numerator / denominator;
    const best = this.#record.best[item];
    this.#record.best[item] = score === null ? null : Math.max(best ?? 0, score);
  }

  #finish(): void {
    const record = this.#record;
    this.celebrating = record.state !== "finished";
    record.state = "finished";
    record.pearls = 1;
    const scores = this.stops
      .map(itemAt)
      .filter((item) => item?.purpose === "practice")
      .map((item) => (item ? record.best[item.id] : null))
      .filter((score) => score !== null)
      .map((score) => score ?? 0);
    record.stars = Math.max(record.stars, starsFor(scores));
  }

  #moveTo(position: number): void {
    this.#position = position;
    this.pages = 1;
    this.page = 0;
    this.#keepPlace();
  }

  #keepPlace(): void {
    this.#record.at = this.stops[this.#position]?.id ?? FINISH;
    this.#save();
  }

  /** The content has changed: forget the answers that no longer fit, keep the rest. */
  #adapt(): void {
    const items = this.stops.map(itemAt);
    const kept = Object.entries(this.#record.answers).filter(([id, { response }]) =>
      stillFits(
        items.find((item) => item?.id === id),
        response,
      ),
    );
    this.#record.answers = Object.fromEntries(kept);
    this.#record.version = this.module.version;
  }

  #whereItWas(): number {
    const { at, done } = this.#record;
    if (at === "") return 0;
    if (at === FINISH) return this.stops.length;
    const there = this.stops.findIndex(({ id }) => id === at);
    if (there >= 0) return there;
    const open = this.stops.findIndex(({ id }) => !done.includes(id));
    return open >= 0 ? open : this.stops.length;
  }

  #save(): void {
    void this.keeper.save($state.snapshot(this.#record));
  }
}
