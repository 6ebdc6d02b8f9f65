/** What a part of a page exports, to be put in at its `[data-island]`. */
export interface Island {
  /** Rejects when something the island needs could not be fetched. */
  mount: (target: HTMLElement) => void | Promise<void>;
}
