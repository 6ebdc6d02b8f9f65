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
  type Load = () => Promise<{ default: Record<string, string> }>;
  /** How to load the parts of every catalogue, by locale: `main`, and each kind's own. */
  const catalogues: Record<string, Record<string, Load>>;
  export default catalogues;
}
