import { ApiError, call } from "../../lib/api/client";
import { callIfChanged } from "../../lib/api/if-changed";
import { knownToken } from "../../lib/learner";
import type { Round, RoundVote } from "../../lib/api/types";
import { Table } from "../../lib/device/table";

/** What was chosen on this device and is not known to have arrived. */
export interface Wanted extends RoundVote {
  round: string;
}

const LATEST = "/api/v1/learners/me/round/";
const KEY = "round";
/** How often a device asks, in milliseconds; after each failure it waits twice as long. */
const PAUSE = 1500;
const LONGEST_PAUSE = 12_000;

const values = new Table<Wanted>("values");

/**
 * The round of this device's class: asked for again and again, and answered.
 *
 * A choice is kept on the device until the server says that it has it, and is sent again until then;
 * sent twice it counts once. Only one is under way at a time, so that the last one chosen is the last
 * one to arrive. When the class goes on first, the choice is not sent any more and becomes `late`.
 */
export class Following {
  /** Undefined before the first answer, null while the class does nothing together. */
  round: Round | null | undefined = $state.raw();
  wanted: Wanted | null = $state.raw(null);
  /** A choice that reached nobody before the class went on; the pupil is told so. */
  late: Wanted | null = $state.raw(null);
  isCutOff = $state(false);
  /** Nobody of a class plays on this device, or not any more. */
  isStranger = $state(false);
  #etag = "";
  #failures = 0;
  #isSending = false;
  #isAsking = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Begin, and go on until what is given back is called. */
  follow(): () => void {
    const wake = () => {
      if (!document.hidden) void this.#ask();
    };
    document.addEventListener("visibilitychange", wake);
    addEventListener("online", wake);
    void values.get(KEY).then((kept) => {
      this.wanted ??= kept ?? null;
      void this.#ask();
    });
    return () => {
      clearTimeout(this.#timer);
      document.removeEventListener("visibilitychange", wake);
      removeEventListener("online", wake);
    };
  }

  /** What this seat chose in a turn, as far as this device knows. */
  chosen(turn: RoundVote["turn"]): string | undefined {
    const { round, wanted } = this;
    if (wanted && wanted.round === round?.id && wanted.turn === turn) return wanted.choice;
    return round?.mine?.find((vote) => vote.turn === turn)?.choice;
  }

  choose(choice: string): void {
    const { round } = this;
    if (!round?.turn || this.chosen(round.turn) === choice) return;
    this.late = null;
    this.#want({ round: round.id, turn: round.turn, choice });
    void this.#send();
  }

  async #ask(): Promise<void> {
    if (this.#isAsking) return;
    this.#isAsking = true;
    clearTimeout(this.#timer);
    try {
      if (!document.hidden) await this.#look();
      this.#worked();
    } catch (error) {
      this.#failed(error);
    }
    this.#isAsking = false;
    const pause = Math.min(PAUSE * 2 ** this.#failures, LONGEST_PAUSE);
    if (!this.isStranger) this.#timer = setTimeout(() => void this.#ask(), pause);
  }

  async #look(): Promise<void> {
    const token = await knownToken();
    if (!token) {
      this.isStranger = true;
      return;
    }
    const news = await callIfChanged(LATEST, token, this.#etag);
    if (news) {
      this.#etag = news.etag;
      this.round = news.data.round;
    }
    await this.#send();
  }

  /** Send what is wanted, as long as it may still be chosen. */
  async #send(): Promise<void> {
    if (this.#isSending) return;
    this.#isSending = true;
    try {
      while (this.wanted) {
        const { wanted, round } = this;
        if (wanted.round !== round?.id || wanted.turn !== round.turn) {
          this.#isLate();
          break;
        }
        const token = (await knownToken()) ?? undefined;
        const { turn, choice } = wanted;
        await call("post", "/api/v1/rounds/{uid}/votes/", {
          params: { uid: wanted.round },
          body: { turn, choice },
          token,
        });
        this.#arrived(wanted);
      }
      this.#worked();
    } catch (error) {
      this.#failed(error);
    }
    this.#isSending = false;
  }

  #arrived({ round, turn, choice }: Wanted): void {
    if (this.round?.id === round) {
      const others = (this.round.mine ?? []).filter((vote) => vote.turn !== turn);
      this.round = { ...this.round, mine: [...others, { turn, choice }] };
    }
    // The answer that is known by its tag does not have it yet.
    this.#etag = "";
    const { wanted } = this;
    if (wanted?.round === round && wanted.turn === turn && wanted.choice === choice) {
      this.#want(null);
    }
  }

  #isLate(): void {
    this.late = this.wanted;
    this.#want(null);
  }

  #want(wanted: Wanted | null): void {
    this.wanted = wanted;
    void (wanted ? values.put(KEY, wanted) : values.remove(KEY));
  }

  #worked(): void {
    this.#failures = 0;
    this.isCutOff = false;
  }

  #failed(error: unknown): void {
    const status = error instanceof ApiError ? error.status : 0;
    if (status === 401) this.isStranger = true;
    // The class has gone on meanwhile; the next look says where it is.
    else if (status === 400 || status === 404) this.#isLate();
    else {
      this.#failures += 1;
      this.isCutOff = true;
    }
  }
}
