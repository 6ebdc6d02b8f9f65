import { ASSETS } from "./plan";

const FILE = /^(.+)-[\w-]{8}(\.\w+)$/;
/** An address of the build in an attribute of a page; never one in the inline style, which has a hash of its own. */
const ATTRIBUTE = /(="\/static\/app\/assets\/)([^"#?]+)/g;

/** What the worker is told of its build; build/service-worker.ts gathers it. */
export interface ReleaseData {
  version: string;
  languages: string[];
  /** Every file of the build, with the files that it needs. */
  files: Record<string, string[]>;
  /** Files that every device gets. */
  shell: string[];
  /** Pages that every device gets. */
  pages: string[];
}

/**
 * A build, and how pages and parts of older builds find their way to it.
 *
 * A file is named `<name>-<hash>.<ending>`: the same name in another build is the same part, newer.
 */
export class Release {
  readonly #data: ReleaseData;
  readonly #byName = new Map<string, string[]>();

  constructor(data: ReleaseData) {
    this.#data = data;
    for (const file of Object.keys(data.files)) {
      const name = nameOf(file);
      this.#byName.set(name, [...(this.#byName.get(name) ?? []), file]);
    }
  }

  get version(): string {
    return this.#data.version;
  }

  get languages(): readonly string[] {
    return this.#data.languages;
  }

  /** The addresses of what every device needs, whatever it plays. */
  get shell(): string[] {
    return [...this.#data.shell.map((file) => ASSETS + file), ...this.#data.pages];
  }

  /** The files of this build that a set of files of any build stands for, with all that they need. */
  successors(files: Iterable<string>): Set<string> {
    const found = new Set<string>();
    const add = (file: string) => {
      if (found.has(file)) return;
      found.add(file);
      for (const needed of this.#data.files[file] ?? []) add(needed);
    };
    for (const file of files) for (const now of this.#byName.get(nameOf(file)) ?? []) add(now);
    return found;
  }

  /** A page's HTML with every address of an older build led to this one. */
  brought(html: string): string {
    return html.replace(ATTRIBUTE, (whole, before: string, file: string) => {
      const [now, another] = this.#byName.get(nameOf(file)) ?? [];
      return now && !another ? before + now : whole;
    });
  }
}

/** The name of a file without its hash, or the whole of it where it has none. */
function nameOf(file: string): string {
  const parts = FILE.exec(file);
  return parts ? `${parts[1]}${parts[2]}` : file;
}
