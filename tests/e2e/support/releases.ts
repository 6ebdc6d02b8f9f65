/**
 * The site behind a door of its own, through which a newer release can be let in: then the worker is
 * another, every file of the build has another name, and the old names are gone.
 */
import { createServer, request, type IncomingMessage, type Server } from "node:http";

const ASSETS = "/static/app/assets/";
const HASH = /-([\w-]{8})(\.(?:js|css|svg|png|woff2)\b)/g;
const VERSION = /(version:\W)([0-9a-f]{12})/;

const turned = (word: string) => [...word].reverse().join("");
const renamed = (text: string) =>
  text.replace(HASH, (_whole, hash: string, ending: string) => `-${turned(hash)}${ending}`);

export class Releases {
  readonly #site: URL;
  readonly #server: Server;
  #isNew = false;
  /** How the site answers: as it does, never, or with an error of a server in trouble. */
  mood: "well" | "silent" | "broken" = "well";

  private constructor(site: string) {
    this.#site = new URL(site);
    this.#server = createServer((incoming, outgoing) => {
      if (this.mood === "silent") return;
      if (this.mood === "broken") {
        outgoing.writeHead(503, { "content-type": "text/plain" }).end("busy");
        return;
      }
      this.#pass(incoming).then(
        ({ status, headers, body }) => outgoing.writeHead(status, headers).end(body),
        () => outgoing.destroy(),
      );
    });
  }

  /** Open the door to a site. */
  static async before(site: string): Promise<Releases> {
    const releases = new Releases(site);
    await new Promise<void>((done) => releases.#server.listen(0, "127.0.0.1", done));
    return releases;
  }

  get address(): string {
    const address = this.#server.address();
    return `http://127.0.0.1:${typeof address === "object" ? (address?.port ?? 0) : 0}`;
  }

  /** From now on it is the newer release. */
  release(): void {
    this.#isNew = true;
  }

  end(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  async #pass(incoming: IncomingMessage) {
    const path = incoming.url ?? "/";
    const isAsset = path.startsWith(ASSETS);
    // Of the two names of a file only the one of the present release leads anywhere.
    const wanted = isAsset && this.#isNew ? renamed(path) : path;
    const answer = await this.#ask(incoming, wanted);
    const type = answer.headers["content-type"] ?? "";
    if (!this.#isNew || !/html|javascript|json|css/.test(type) || path.startsWith("/api/")) {
      return answer;
    }
    const text = renamed(answer.body.toString("utf8")).replace(
      VERSION,
      (_whole, before: string, version: string) => before + turned(version),
    );
    const body = Buffer.from(text, "utf8");
    return { ...answer, body, headers: { ...answer.headers, "content-length": body.length } };
  }

  #ask(incoming: IncomingMessage, path: string) {
    const { host, port } = this.#site;
    const headers = { ...incoming.headers, host: incoming.headers.host ?? host };
    // Whole and readable answers, that they may be rewritten.
    headers["accept-encoding"] = "identity";
    delete headers["if-none-match"];
    delete headers["if-modified-since"];
    return new Promise<{ status: number; headers: IncomingMessage["headers"]; body: Buffer }>(
      (done, fail) => {
        const { hostname } = this.#site;
        const asked = request(
          { hostname, port, path, method: incoming.method, headers, agent: false },
          (response) => {
            const parts: Buffer[] = [];
            response.on("data", (part: Buffer) => parts.push(part));
            response.on("end", () => {
              const { statusCode: status = 502, headers } = response;
              // The connection to the browser is our own.
              delete headers["transfer-encoding"];
              delete headers.connection;
              done({ status, headers, body: Buffer.concat(parts) });
            });
          },
        );
        asked.on("error", fail);
        incoming.pipe(asked);
      },
    );
  }
}
