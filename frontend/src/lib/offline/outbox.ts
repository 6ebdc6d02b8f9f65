/**
 * Answers, forms of checks and finished steps on their way to the server.
 *
 * An entry is written to the device before anything is sent and leaves it only when the server
 * has answered for it, so it survives a reload, a lost network and a server that is down. Sending
 * an entry twice is harmless: the server knows it by its id.
 */
import { ApiError } from "../api/client";
import type { Attempt, AttemptsAnswer, Form, ProgressAnswer, StepMark } from "../api/types";
import { enrol } from "../device/learner-list";
import { player as here, type Player } from "../device/learner-slot";
import { Table } from "../device/table";

const BATCH = 50;
const LOCK = "cop-outbox";
const EVERY_MS = 60_000;
const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 300_000;
/** Answers that say "this body is wrong", as opposed to "not now" or "not you". */
const REFUSALS = new Set([400, 409, 413, 415]);
/** What is said of a form that has not all of its answers. */
const UNANSWERED = 409;

/** The module is locked for the learner's class: what was done there is sent again another day. */
const LOCKED = "locked";

/** How the outbox reaches the server. */
export interface Courier {
  attempts: (attempts: Attempt[]) => Promise<AttemptsAnswer>;
  form: (form: Form) => Promise<unknown>;
  steps: (steps: StepMark[]) => Promise<ProgressAnswer>;
}

type Entry<V> = [key: string, value: V];
/** What is sent in the order in which it was made: a form after its answers. */
export type Sent = Attempt | Form;
const isForm = (sent: Sent | StepMark): sent is Form => "phase" in sent && !("response" in sent);

export class Outbox {
  readonly #attempts: Table<Sent>;
  readonly #marks: Table<StepMark>;
  /** Entries that the server refused even alone, or keeps locked: tried again when the page is next opened. */
  readonly #setAside = new Set<string>();
  #queue: Promise<void> = Promise.resolve();
  #failures = 0;
  #notBefore = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #lastOrder = 0;
  /** What the last failure was, as the status of an `ApiError`; the window hears `cop:unsent` of each. */
  failure = 0;

  /** Takes the courier who carries this player's entries, and no other's. */
  constructor(
    readonly courier: Courier,
    readonly player: Player = here,
  ) {
    this.#attempts = new Table("attempts", player);
    this.#marks = new Table("marks", player);
  }

  /** Keep an attempt and try to send it. Resolves when it is safe on the device. */
  async addAttempt(attempt: Attempt): Promise<void> {
    enrol(this.player);
    await this.#attempts.put(`${this.#order()} ${attempt.id}`, attempt);
    void this.flush();
  }

  /** Keep a form, to be handed in after its answers. Resolves when it is safe on the device. */
  async addForm(form: Form): Promise<void> {
    enrol(this.player);
    await this.#attempts.put(`${this.#order()} ${form.module} ${form.phase}`, form);
    void this.flush();
  }

  /** Keep the mark of a finished step and try to send it. Resolves when it is safe on the device. */
  async addMark(mark: StepMark): Promise<void> {
    enrol(this.player);
    await this.#marks.put(`${mark.module} ${mark.step}`, mark);
    void this.flush();
  }

  /** How many entries wait on this device. */
  async waiting(): Promise<number> {
    const [attempts, marks] = await Promise.all([this.#attempts.entries(), this.#marks.entries()]);
    return attempts.length + marks.length;
  }

  /**
   * Send what waits, oldest first; resolves when this try is over, never rejects.
   *
   * Calls queue: what was added before a call has been tried when that call resolves.
   */
  flush(): Promise<void> {
    this.#queue = this.#queue.then(() => alone(() => this.#drain()));
    return this.#queue;
  }

  /** Flush now, every minute, and whenever the network or the page comes back. Gives a function that stops it. */
  start(): () => void {
    const comeBack = () => {
      this.#notBefore = 0;
      void this.flush();
    };
    const flush = () => void this.flush();
    const interval = setInterval(flush, EVERY_MS);
    window.addEventListener("online", comeBack);
    document.addEventListener("visibilitychange", flush);
    flush();
    return () => {
      clearInterval(interval);
      clearTimeout(this.#timer);
      window.removeEventListener("online", comeBack);
      document.removeEventListener("visibilitychange", flush);
    };
  }

  async #drain(): Promise<void> {
    if (Date.now() < this.#notBefore) return;
    try {
      await this.#deliver(this.#attempts, (sent) => this.#sendAnswers(sent));
      await this.#deliver(this.#marks, (marks) => this.#sendMarks(marks));
      this.#failures = 0;
      this.#notBefore = 0;
    } catch (error) {
      const { status, retryAfter } = error instanceof ApiError ? error : new ApiError(0);
      this.failure = status;
      this.#backOff(retryAfter * 1000);
      dispatchEvent(new Event("cop:unsent"));
    }
  }

  async #deliver<V extends Sent | StepMark>(
    table: Table<V>,
    send: (entries: Entry<V>[]) => Promise<string[]>,
  ) {
    for (;;) {
      const waiting = (await table.entries()).filter(([key]) => !this.#setAside.has(key));
      const batch = firstOf(waiting);
      if (batch.length === 0) return;
      await this.#sendOrSplit(table, batch, send);
    }
  }

  /** Send a batch; when the server refuses it, halve it until the entry at fault is alone. */
  async #sendOrSplit<V>(
    table: Table<V>,
    batch: Entry<V>[],
    send: (entries: Entry<V>[]) => Promise<string[]>,
  ): Promise<void> {
    let settled: string[] = [];
    try {
      settled = await send(batch);
    } catch (error) {
      if (!(error instanceof ApiError && REFUSALS.has(error.status))) throw error;
      if (batch.length > 1) {
        const middle = Math.ceil(batch.length / 2);
        await this.#sendOrSplit(table, batch.slice(0, middle), send);
        await this.#sendOrSplit(table, batch.slice(middle), send);
        return;
      }
    }
    await table.remove(...settled);
    for (const [key] of batch) if (!settled.includes(key)) this.#setAside.add(key);
  }

  /** Gives the keys of the entries that the server has answered for; what is locked waits here. */
  async #sendAnswers(batch: Entry<Sent>[]): Promise<string[]> {
    const attempts: Entry<Attempt>[] = [];
    for (const [key, sent] of batch) {
      if (!isForm(sent)) attempts.push([key, sent]);
      else {
        await this.#handIn(sent);
        return [key];
      }
    }
    const { results } = await this.courier.attempts(attempts.map(([, attempt]) => attempt));
    const answered = new Set(results.filter(({ code }) => code !== LOCKED).map(({ id }) => id));
    return attempts.filter(([, { id }]) => answered.has(id)).map(([key]) => key);
  }

  /** A form that will never be whole is given up: its answers stay where they are. */
  async #handIn(form: Form): Promise<void> {
    try {
      await this.courier.form(form);
    } catch (error) {
      const isRefused = error instanceof ApiError && REFUSALS.has(error.status);
      const mayBeWhole = error instanceof ApiError && error.status === UNANSWERED;
      if (!isRefused || (mayBeWhole && (await this.#waitsFor(form)))) throw error;
    }
  }

  /** Whether an answer of a form is still on this device. */
  async #waitsFor({ module, phase }: Form): Promise<boolean> {
    const entries = await this.#attempts.entries();
    return entries.some(
      ([, sent]) => !isForm(sent) && sent.module === module && sent.phase === phase,
    );
  }

  async #sendMarks(batch: Entry<StepMark>[]): Promise<string[]> {
    const { rejected } = await this.courier.steps(batch.map(([, value]) => value));
    const locked = new Set(
      rejected.filter(({ code }) => code === LOCKED).map(({ module, step }) => `${module} ${step}`),
    );
    return batch.map(([key]) => key).filter((key) => !locked.has(key));
  }

  /** Wait longer after each failure, with half of the wait left to chance so that a class does not come back as one. */
  #backOff(atLeast: number): void {
    const full = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** this.#failures);
    const wait = Math.max(atLeast, full / 2 + Math.random() * (full / 2));
    this.#failures += 1;
    this.#notBefore = Date.now() + wait;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), wait);
  }

  /** A sortable time that never repeats on this page, so that entries are sent in the order they were made. */
  #order(): string {
    this.#lastOrder = Math.max(this.#lastOrder + 1, Date.now());
    return String(this.#lastOrder).padStart(15, "0");
  }
}

/** What goes together next: a form by itself, else what stands before the first form. */
function firstOf<V extends Sent | StepMark>(waiting: Entry<V>[]): Entry<V>[] {
  const form = waiting.findIndex(([, value]) => isForm(value));
  return waiting.slice(0, form < 0 ? BATCH : Math.max(1, Math.min(form, BATCH)));
}

/** Run with no other tab of this site sending or forgetting, where the browser can promise that. */
export async function alone(work: () => Promise<void>): Promise<void> {
  if ("locks" in navigator) await navigator.locks.request(LOCK, work);
  else await work();
}
