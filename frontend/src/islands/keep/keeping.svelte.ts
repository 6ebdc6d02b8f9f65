import { keepPack, PackError, packOf, type Offer } from "../../lib/offline/packs";
import { loadParts } from "./parts";

/** One module on its way to this device. */
export class Keeping {
  readonly offer: Offer;
  state: "unknown" | "away" | "coming" | "here" | "older" | "full" | "unreachable" =
    $state("unknown");
  /** How much of it is here, from 0 to 1. */
  done = $state(0);

  constructor(offer: Offer) {
    this.offer = offer;
    void this.look();
  }

  /** Look what is on the device. */
  async look(): Promise<void> {
    const pack = await packOf(this.offer).catch(() => undefined);
    if (!pack) this.state = "away";
    else this.state = pack.version === this.offer.version ? "here" : "older";
  }

  /** Download it; what went wrong is its state then. */
  async fetch(): Promise<void> {
    if (this.state === "here" || this.state === "coming") return;
    this.state = "coming";
    try {
      await keepPack(this.offer, loadParts, (done) => (this.done = done));
      this.state = "here";
    } catch (error) {
      this.state = error instanceof PackError ? error.reason : "unreachable";
    }
  }
}
