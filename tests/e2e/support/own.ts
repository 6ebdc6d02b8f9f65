/**
 * A server of the worker's own, for tests that change what others read. The tests of a file share
 * it, one after the other.
 */
import { canServe, Server } from "./server";
import { expect, test as base } from "./test";

export { expect };

export const test = base.extend<{ own: string }, { server: Server }>({
  server: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads the names of the fixtures here.
    async ({}, use) => {
      const server = await Server.start();
      await use(server);
      await server.end();
    },
    { scope: "worker", timeout: 60_000 },
  ],
  own: async ({ server, guard }, use) => {
    guard.addSite(server.address);
    guard.mayHaveCookies = true;
    await use(server.address);
  },
});

/** Call it at the top of a file whose tests need a server of their own. */
export function needOwnServer(): void {
  test.skip(!canServe, "SITE_PYTHON and SITE_DATA_DIR name no site");
  // In one worker, one after the other: they share the server.
  test.describe.configure({ mode: "default" });
}
