/**
 * A server of a test's own, on a copy of the demo's data: to be killed, or to be edited.
 *
 * deploy/testing.py names the data and the Python of the site under test; without them (a site that
 * was started by hand) the tests that need a server of their own are left out.
 */
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const ROOT = resolve(__dirname, "../../..");
const PYTHON = process.env.SITE_PYTHON ?? "";
const DATA = process.env.SITE_DATA_DIR ?? "";

/** Whether a server of one's own can be started. */
export const canServe = PYTHON !== "" && DATA !== "";

/** Copies a SQLite database while it is in use. */
const COPY = `
import sqlite3, sys
with sqlite3.connect(sys.argv[1]) as there, sqlite3.connect(sys.argv[2]) as here:
    there.backup(here)
`;

const QUERY = `
import json, sqlite3, sys
print(json.dumps(sqlite3.connect(sys.argv[1]).execute(sys.argv[2], sys.argv[3:]).fetchall()))
`;

export class Server {
  readonly #data: string;
  readonly #port: number;
  #process: ChildProcess | undefined;

  private constructor(data: string, port: number) {
    this.#data = data;
    this.#port = port;
  }

  /** Start one. */
  static async start(): Promise<Server> {
    const data = mkdtempSync(join(tmpdir(), "cop-e2e-"));
    python("-c", COPY, join(DATA, "db.sqlite3"), join(data, "db.sqlite3"));
    for (const name of ["media", "secret_key"]) {
      cpSync(join(DATA, name), join(data, name), { recursive: true });
    }
    const server = new Server(data, await freePort());
    await server.restart();
    return server;
  }

  get address(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Start it on the data and the port that it had; resolves when it answers. */
  async restart(): Promise<void> {
    this.#process = spawn(
      PYTHON,
      ["-m", "config.server", "--port", String(this.#port), "--workers", "1"],
      {
        cwd: ROOT,
        env: {
          ...process.env,
          DJANGO_SETTINGS_MODULE: "config.settings.dev",
          DATA_DIR: this.#data,
          DATABASE_URL: `sqlite:///${join(this.#data, "db.sqlite3")}`,
        },
        stdio: "ignore",
        // A process group of its own, so that its workers can be killed with it.
        detached: true,
      },
    );
    for (let tries = 0; tries < 300; tries += 1) {
      const isReady = await fetch(`${this.address}/readyz`).then(
        ({ ok }) => ok,
        () => false,
      );
      if (isReady) return;
      await new Promise((wake) => setTimeout(wake, 100));
    }
    throw new Error("the server did not become ready");
  }

  /** Kill it and its workers as a lost power supply would. */
  async kill(): Promise<void> {
    const child = this.#process;
    if (child?.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((done) => child.once("exit", done));
    process.kill(-child.pid, "SIGKILL");
    await gone;
  }

  /** Kill it, and remove its data. */
  async end(): Promise<void> {
    await this.kill();
    rmSync(this.#data, { recursive: true, force: true });
  }
}

/** One attempt as the site under test has it. */
export interface KeptAttempt {
  item: string;
  phase: string;
}

/** Every attempt of a learner (by the id that the API gives) in the site's own table. */
export function attemptsOf(learner: string): KeptAttempt[] {
  const rows = python(
    "-c",
    QUERY,
    join(DATA, "db.sqlite3"),
    "SELECT a.item, a.phase FROM challenge_attempt a JOIN challenge_learner l" +
      " ON l.id = a.learner_id WHERE l.uid = ? ORDER BY a.seq",
    learner.replaceAll("-", ""),
  );
  return (JSON.parse(rows) as [string, string][]).map(([item, phase]) => ({ item, phase }));
}

const PASS = `
import sqlite3, sys
earlier = ", ".join(
    f"{day} = date({day}, '-' || :days || ' days')"
    for day in ("finished_on", "reviewed_on", "reviewed_again_on")
)
with sqlite3.connect(sys.argv[1], timeout=30) as db:
    changed = db.execute(
        f"UPDATE challenge_progress SET {earlier} WHERE learner_id ="
        " (SELECT id FROM challenge_learner WHERE uid = :learner)",
        {"learner": sys.argv[2], "days": sys.argv[3]},
    )
    assert changed.rowcount, "this learner has played nothing"
`;

/** Let everything that a learner finished and reviewed be some days longer ago. */
export function letPass(learner: string, days: number): void {
  python("-c", PASS, join(DATA, "db.sqlite3"), learner.replaceAll("-", ""), String(days));
}

function python(...words: string[]): string {
  const { status, stdout, stderr } = spawnSync(PYTHON, words, { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.once("error", fail);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => done(typeof address === "object" && address ? address.port : 0));
    });
  });
}
