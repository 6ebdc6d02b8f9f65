declare module "virtual:boot-messages" {
  /** The `boot.` messages of every catalogue, by locale. */
  const messages: Record<string, { failed: string; retry: string }>;
  export default messages;
}

declare module "virtual:weak-words" {
  /** Words that are tried first when a password is guessed, by list; the commonest come first. */
  const words: Record<string, string[]>;
  export default words;
}

declare module "virtual:catalogues" {
  /** How to load what every page needs of a catalogue, by locale. */
  const catalogues: Record<string, () => Promise<{ default: Record<string, string> }>>;
  export default catalogues;
}

declare module "virtual:words" {
  type Load = () => Promise<{ default: Record<string, string> }>;
  /** How to load the parts that are fetched with a player or a room, by locale. */
  const words: Record<string, Record<string, Load>>;
  export default words;
}

declare module "virtual:release" {
  /** The build that the service worker belongs to: a `ReleaseData` of worker/release.ts. */
  const release: unknown;
  export default release;
}
