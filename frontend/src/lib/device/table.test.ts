import { IDBFactory } from "fake-indexeddb";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

async function freshTable() {
  vi.resetModules();
  const { Table } = await import("./table");
  return new Table<{ n: number }>("values");
}

beforeEach(() => {
  vi.stubGlobal("indexedDB", new IDBFactory());
});

afterEach(() => {
  vi.unstubAllGlobals();
});

describe("Table", () => {
  it("survives a reload", async () => {
    await (await freshTable()).put("a", { n: 1 });
    expect(await (await freshTable()).get("a")).toEqual({ n: 1 });
  });

  it("lists in the order of the keys and forgets what is removed", async () => {
    const table = await freshTable();
    await table.put("b", { n: 2 });
    await table.put("a", { n: 1 });
    await table.put("c", { n: 3 });
    await table.remove("b");
    expect(await table.entries()).toEqual([
      ["a", { n: 1 }],
      ["c", { n: 3 }],
    ]);
  });

  it.each([
    ["missing", undefined],
    [
      "blocked",
      {
        open() {
          throw new DOMException("no", "SecurityError");
        },
      },
    ],
  ])("keeps entries until the page is closed when IndexedDB is %s", async (_name, factory) => {
    vi.stubGlobal("indexedDB", factory);
    const table = await freshTable();
    await table.put("a", { n: 1 });
    expect(await table.get("a")).toEqual({ n: 1 });
    expect(await table.entries()).toEqual([["a", { n: 1 }]]);
    await table.remove("a");
    expect(await table.get("a")).toBeUndefined();
  });
});
