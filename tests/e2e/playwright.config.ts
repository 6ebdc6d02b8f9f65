import { defineConfig } from "@playwright/test";

/** The demo site under test; deploy/testing.py starts one and names it. */
const baseURL = process.env.BASE_URL ?? "http://localhost:8000";

export default defineConfig({
  testDir: ".",
  outputDir: "./results",
  workers: 2,
  fullyParallel: true,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  forbidOnly: true,
  use: {
    baseURL,
    screenshot: "only-on-failure",
    // A trace costs as much as the test itself: ask for one with `--trace retain-on-failure`.
    trace: "off",
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
