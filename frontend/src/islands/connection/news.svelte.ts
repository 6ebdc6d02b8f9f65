import { takeOver } from "../../lib/offline/register";
import type { Outbox } from "../../lib/offline/outbox";

/** How long good news stays, in milliseconds. */
const STAYS_MS = 6000;

export type Tidings = "offline" | "sending" | "sent" | "newer" | "";

/** What there is to say about the network and about newer versions, one thing at a time. */
export class News {
  readonly #outbox: Outbox;
  #newer: ServiceWorker | undefined = $state();
  #connection: "offline" | "sending" | "sent" | "" = $state("");
  #isPutOff = $state(false);
  /** How many answers and steps wait on this device. */
  waiting = $state(0);
  /** Whether a module is in play: it says itself that the network is gone, and nothing else matters. */
  isPlaying = $state(false);

  /** What is to be said now. */
  readonly said: Tidings = $derived.by(() => {
    if (this.isPlaying) return "";
    if (this.#connection !== "") return this.#connection;
    return this.#newer && !this.#isPutOff ? "newer" : "";
  });

  constructor(outbox: Outbox) {
    this.#outbox = outbox;
    addEventListener("offline", () => void this.#lost());
    addEventListener("online", () => void this.#back());
    if (!navigator.onLine) void this.#lost();
    this.#watchPlay();
  }

  /** A newer version waits. */
  offer(worker: ServiceWorker): void {
    this.#newer = worker;
    this.#isPutOff = false;
  }

  /** Say no more of it on this page. */
  dismiss(): void {
    if (this.#connection !== "") this.#connection = "";
    else this.#isPutOff = true;
  }

  /** Load this page anew with the newer version. */
  update(): void {
    if (this.#newer) takeOver(this.#newer);
  }

  async #lost(): Promise<void> {
    this.#connection = "offline";
    this.waiting = await this.#outbox.waiting();
  }

  async #back(): Promise<void> {
    if (this.#connection !== "offline") return;
    this.#connection = this.waiting > 0 ? "sending" : "sent";
    await this.#outbox.flush();
    this.waiting = await this.#outbox.waiting();
    // What could not be sent goes with the outbox's next try, without words.
    if (this.waiting > 0) return;
    this.#connection = "sent";
    setTimeout(() => {
      if (this.#connection === "sent") this.#connection = "";
    }, STAYS_MS);
  }

  #watchPlay(): void {
    const stage = document.querySelector("[data-island=stage]");
    if (!stage) return;
    const look = () => (this.isPlaying = stage.hasAttribute("data-playing"));
    look();
    new MutationObserver(look).observe(stage, { attributeFilter: ["data-playing"] });
  }
}
