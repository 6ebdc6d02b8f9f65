/**
 * Imports go one way: no files of a folder, and no folders beside one another, import each other in a
 * circle, not even for a type. A folder counts as one with all that is in it.
 */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, normalize, relative, sep } from "node:path";
import { preProcessFile } from "typescript";
import { describe, expect, it } from "vitest";

const ROOT = join(import.meta.dirname);
const isProgram = (file: string) =>
  /\.(ts|svelte)$/.test(file) && !/\.test\.ts$|\.d\.ts$|^test[/-]/.test(file);

const files = readdirSync(ROOT, { recursive: true, encoding: "utf8" })
  .map((file) => file.split(sep).join("/"))
  .filter((file) => isProgram(file) && statSync(join(ROOT, file)).isFile());
const known = new Set(files);

/** Return the files of the program that a file imports, at once or later. */
function importsOf(file: string): string[] {
  const source = readFileSync(join(ROOT, file), "utf8");
  return sourcesIn(file, source).flatMap((from) => {
    const path = normalize(join(dirname(file), from))
      .split(sep)
      .join("/");
    const found = [path, `${path}.ts`, `${path}/index.ts`].find((name) => known.has(name));
    return found ? [found] : [];
  });
}

function sourcesIn(file: string, source: string): string[] {
  const scripts = file.endsWith(".svelte")
    ? [...source.matchAll(/<script[^>]*>(.*?)<\/script>/gs)].map(([, script]) => script ?? "")
    : [source];
  const found = scripts.flatMap((script) => preProcessFile(script).importedFiles);
  // What the markup of a component fetches later.
  const later = [...source.matchAll(/\bimport\("(\.[^"]+)"\)/g)].map(([, name]) => name ?? "");
  return [...found.map(({ fileName }) => fileName), ...later].filter((name) =>
    name.startsWith("."),
  );
}

/** Return a circle among the nodes of a graph as a list that ends where it begins, or null. */
function circleIn(graph: ReadonlyMap<string, ReadonlySet<string>>): string[] | null {
  const done = new Set<string>();
  const follow = (node: string, way: string[]): string[] | null => {
    const at = way.indexOf(node);
    if (at >= 0) return [...way.slice(at), node];
    if (done.has(node)) return null;
    for (const next of graph.get(node) ?? []) {
      const circle = follow(next, [...way, node]);
      if (circle) return circle;
    }
    done.add(node);
    return null;
  };
  for (const node of graph.keys()) {
    const circle = follow(node, []);
    if (circle) return circle;
  }
  return null;
}

const imports = files.flatMap((file) => importsOf(file).map((target) => [file, target] as const));

/** Return who imports whom among the files and folders that stand side by side in a folder. */
function graphIn(folder: string): Map<string, Set<string>> {
  const graph = new Map<string, Set<string>>();
  const childOf = (file: string) => {
    const path = relative(folder, file).split(sep);
    return path[0] === ".." ? undefined : path[0];
  };
  for (const [file, target] of imports) {
    const [from, to] = [childOf(file), childOf(target)];
    if (!from || !to || from === to) continue;
    graph.set(from, (graph.get(from) ?? new Set()).add(to));
  }
  return graph;
}

const folders = [...new Set(files.map(dirname))].flatMap((folder) => {
  const parts = folder.split("/");
  return parts.map((_part, index) => parts.slice(0, index + 1).join("/"));
});

describe("imports", () => {
  it("are found in scripts, in components, and where a part is fetched later", () => {
    expect(importsOf("main.ts")).toEqual(
      expect.arrayContaining(["islands/help/index.ts", "islands/home/index.ts", "rooms.ts"]),
    );
    expect(importsOf("players/Frame.svelte")).toContain("players/contract.ts");
    expect(importsOf("ui/Listen.svelte")).toContain("ui/Say.svelte");
  });

  it("of a circle are reported with the way round", () => {
    const graph = new Map([
      ["a", new Set(["b"])],
      ["b", new Set(["c"])],
      ["c", new Set(["b"])],
    ]);
    expect(circleIn(graph)).toEqual(["b", "c", "b"]);
  });

  it.each([...new Set([".", ...folders])])("go round in no circle in %s", (folder) => {
    expect(circleIn(graphIn(folder))).toBeNull();
  });
});
