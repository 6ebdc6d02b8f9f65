/**
 * Watches what pages do that a person would not see: a request to somebody else, an error in the
 * console, a breach of the content security policy, a cookie for a child, the key of a check.
 */
import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { BrowserContext, Response } from "@playwright/test";

/** How long the body of an answer may take to be read, in milliseconds. */
const PATIENCE = 10_000;
const PACKS = resolve(__dirname, "../../../cms/demo/content");

/**
 * What a browser writes when the network is gone: the one for what it asks for then, the other for
 * what was on its way.
 */
export const NO_NETWORK = /net::ERR_(INTERNET_DISCONNECTED|FAILED)/;

export class Guard {
  readonly #found: string[] = [];
  readonly #allowed: RegExp[] = [];
  readonly #watched: BrowserContext[] = [];
  readonly #reading: Promise<void>[] = [];
  readonly #sites = new Set<string>();
  /** Set where somebody signs in. */
  mayHaveCookies = false;

  constructor(site: string) {
    this.addSite(site);
  }

  /** Take another server of ours as this site, too. */
  addSite(address: string): void {
    this.#sites.add(new URL(address).origin);
  }

  /** Let messages of the console pass that a test provokes, such as those of a lost network. */
  allow(...messages: RegExp[]): void {
    this.#allowed.push(...messages);
  }

  watch(context: BrowserContext): void {
    this.#watched.push(context);
    context.on("request", (request) => {
      const { protocol, origin } = new URL(request.url());
      if (["data:", "blob:", "about:"].includes(protocol) || this.#sites.has(origin)) return;
      this.#found.push(`a request to somebody else: ${request.url()}`);
    });
    context.on("console", (message) => {
      const text = message.text();
      const isBad = message.type() === "error" || /content security policy/i.test(text);
      if (isBad && !this.#allowed.some((pattern) => pattern.test(text))) {
        this.#found.push(`in the console of ${message.page()?.url() ?? "?"}: ${text}`);
      }
    });
    context.on("weberror", (error) => this.#found.push(`an exception: ${error.error().message}`));
    context.on("response", (response) => this.#reading.push(this.#read(response)));
  }

  async #read(response: Response): Promise<void> {
    const type = response.headers()["content-type"] ?? "";
    if (!/json|html/.test(type) || response.request().method() !== "GET") return;
    // The body of a page that was left at once is gone, or never told to have come; its text is
    // seen in other tests.
    const body = await Promise.race([
      response.text().catch(() => ""),
      new Promise<string>((resolve) => setTimeout(resolve, PATIENCE, "")),
    ]);
    if (body === "") return;
    const leak = leakIn(body, type.includes("json"));
    if (leak) this.#found.push(`${response.url()} gives a check away: ${leak}`);
  }

  /** Everything that was found so far. */
  async findings(): Promise<string[]> {
    await Promise.all(this.#reading);
    const found = new Set(this.#found);
    if (this.mayHaveCookies) return [...found];
    for (const context of this.#watched) {
      for (const { name } of await context.cookies()) found.add(`a cookie: ${name}`);
    }
    return [...found];
  }
}

/** Tell what of a check's answers a body gives away; "" for nothing. */
export function leakIn(body: string, isJson: boolean): string {
  if (isJson) {
    const item = itemsIn(JSON.parse(body)).find(
      (candidate) =>
        candidate["purpose"] === "check" && ("key" in candidate || "right" in candidate),
    );
    if (item) return String(item["id"]);
  }
  const [first = ""] = secrets().foundIn(body);
  return first;
}

function itemsIn(value: unknown): Record<string, unknown>[] {
  if (typeof value !== "object" || value === null) return [];
  const inside = Object.values(value).flatMap(itemsIn);
  return Array.isArray(value) ? inside : [value as Record<string, unknown>, ...inside];
}

/** As many characters as every line has that is looked for. */
const START = 20;

/** Lines to look for, by how they begin: a text is gone through once for all of them. */
class Lines {
  readonly #byStart = new Map<string, string[]>();
  readonly #firsts = new Set<string>();

  constructor(lines: Iterable<string>) {
    for (const line of new Set(lines)) {
      const start = line.slice(0, START);
      this.#byStart.set(start, [...(this.#byStart.get(start) ?? []), line]);
      this.#firsts.add(start.charAt(0));
    }
  }

  /** Those that stand anywhere in a text, one after the other. */
  *foundIn(text: string): Generator<string> {
    for (let at = 0; at <= text.length - START; at += 1) {
      if (!this.#firsts.has(text.charAt(at))) continue;
      for (const line of this.#byStart.get(text.slice(at, at + START)) ?? []) {
        if (text.startsWith(line, at)) yield line;
      }
    }
  }
}

let known: Lines | undefined;

/**
 * Every line that tells whether an answer to a check of the demo was right, in every language.
 *
 * A line that can be read outside the checks of the demo, as a sentence of its own or inside another,
 * tells nothing.
 */
function secrets(): Lines {
  if (known) return known;
  const packs = readdirSync(PACKS).map(
    (file) => JSON.parse(readFileSync(resolve(PACKS, file), "utf8")) as Record<string, unknown>,
  );
  const lines = packs.flatMap(({ check }) => feedbackIn(check));
  const written = (line: string): string => JSON.stringify(line).slice(1, -1);
  const open = JSON.stringify(packs.map((pack) => ({ ...pack, check: undefined })));
  const read = new Set(new Lines(lines.map(written)).foundIn(open));
  known = new Lines(lines.filter((line) => !read.has(written(line))));
  return known;
}

function feedbackIn(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  // The right-hand card of a pair is there to be seen.
  const isPair = "left" in value;
  return Object.entries(value).flatMap(([name, inside]) =>
    ["feedback", ...(isPair ? [] : ["right"]), "wrong"].includes(name)
      ? textsIn(inside)
      : feedbackIn(inside),
  );
}

function textsIn(value: unknown): string[] {
  if (typeof value === "string") return value.length > START ? [value] : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}
