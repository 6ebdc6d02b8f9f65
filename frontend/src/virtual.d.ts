declare module "virtual:boot-messages" {
  /** The `boot.` messages of every catalogue, by locale. */
  const messages: Record<string, { failed: string; retry: string }>;
  export default messages;
}
