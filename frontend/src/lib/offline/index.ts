/** The outbox of this page, and those of the device's other learners. */
import { callAsLearner, type Introduction } from "../learner";
import { player as here, type Player } from "../device/learner-slot";
import { Outbox, type Courier } from "./outbox";

let outbox: Outbox | undefined;

/**
 * The outbox, made and started at the first call.
 *
 * Takes how this device's learner is to be introduced, should one have to be made.
 */
export function openOutbox(introduce: Introduction): Outbox {
  if (!outbox) {
    outbox = new Outbox(courierOf(here, introduce));
    outbox.start();
  }
  return outbox;
}

/** Who carries a player's entries, with that player's token. */
export function courierOf(player: Player, introduce: Introduction): Courier {
  return {
    attempts: (attempts) => callAsLearner("/api/v1/attempts/", { attempts }, introduce, player),
    form: (form) => callAsLearner("/api/v1/checks/", form, introduce, player),
    steps: (steps) => callAsLearner("/api/v1/progress/", { steps }, introduce, player),
  };
}
