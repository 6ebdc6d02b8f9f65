import type { Assignment } from "../../lib/api/types";

/** What is known of a class's list, as it comes in. */
export class News {
  list: Assignment[] | null = $state.raw(null);
  /** The seat is used on another device now, or is gone. */
  isGone = $state(false);
  hasFailed = $state(false);
  /** The class is answering something together now. */
  isTogether = $state(false);

  constructor(list: Assignment[] | null) {
    this.list = list;
  }
}
