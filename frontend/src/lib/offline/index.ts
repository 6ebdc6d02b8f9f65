/** The outbox of this page. */
import { callAsLearner, type Introduction } from "../api/learner";
import { Outbox } from "./outbox";

let outbox: Outbox | undefined;

/**
 * The outbox, made and started at the first call.
 *
 * Takes how this device's learner is to be introduced, should one have to be made.
 */
export function openOutbox(introduce: Introduction): Outbox {
  if (!outbox) {
    outbox = new Outbox({
      attempts: (attempts) => callAsLearner("/attempts/", { attempts }, introduce),
      steps: (steps) => callAsLearner("/progress/", { steps }, introduce),
    });
    outbox.start();
  }
  return outbox;
}
