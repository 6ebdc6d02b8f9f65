/**
 * What is kept on this device, in IndexedDB.
 *
 * Where IndexedDB is missing, blocked or full, a table keeps its entries in memory until the page
 * is closed, so that playing never depends on storage.
 */
import { openDB, type IDBPDatabase } from "idb";

const NAME = "cop-challenge";
const VERSION = 1;
const STORES = ["attempts", "marks", "modules", "values"] as const;
type StoreName = (typeof STORES)[number];

/** Some browsers have hung here after a crash; nobody waits for them longer than a breath. */
const PATIENCE_MS = 3000;

let opened: Promise<IDBPDatabase | null> | null = null;

function database(): Promise<IDBPDatabase | null> {
  opened ??= Promise.race([
    open().catch(() => null),
    new Promise<null>((resolve) => setTimeout(resolve, PATIENCE_MS, null)),
  ]);
  return opened;
}

async function open(): Promise<IDBPDatabase> {
  return openDB(NAME, VERSION, {
    upgrade(db) {
      for (const name of STORES) db.createObjectStore(name);
    },
    // A newer page wants to upgrade: let it, and open again at the next call.
    blocking: (_current, _blocked, event) => {
      (event.target as IDBDatabase).close();
      opened = null;
    },
    terminated: () => {
      opened = null;
    },
  });
}

/** A key-value store, listed in the order of its keys. */
export class Table<V> {
  readonly #memory = new Map<string, V>();

  constructor(readonly name: StoreName) {}

  async get(key: string): Promise<V | undefined> {
    if (this.#memory.has(key)) return this.#memory.get(key);
    return this.#try<V | undefined>((db) => db.get(this.name, key), undefined);
  }

  /** All entries with their keys, oldest key first. */
  async entries(): Promise<[key: string, value: V][]> {
    const kept = await this.#try<[string, V][]>(async (db) => {
      const transaction = db.transaction(this.name);
      const [keys, values] = await Promise.all([
        transaction.store.getAllKeys(),
        transaction.store.getAll(),
      ]);
      return keys.map((key, index) => [String(key), values[index] as V]);
    }, []);
    const all = new Map([...kept, ...this.#memory]);
    return [...all].sort(([a], [b]) => (a < b ? -1 : 1));
  }

  async put(key: string, value: V): Promise<void> {
    const written = await this.#try(async (db) => {
      await db.put(this.name, value, key);
      return true;
    }, false);
    if (written) this.#memory.delete(key);
    else this.#memory.set(key, value);
  }

  async remove(...keys: string[]): Promise<void> {
    for (const key of keys) this.#memory.delete(key);
    await this.#try(async (db) => {
      const transaction = db.transaction(this.name, "readwrite");
      await Promise.all(keys.map((key) => transaction.store.delete(key)));
      await transaction.done;
    }, undefined);
  }

  async #try<R>(use: (db: IDBPDatabase) => Promise<R>, otherwise: R): Promise<R> {
    const db = await database();
    if (!db) return otherwise;
    try {
      return await use(db);
    } catch {
      return otherwise;
    }
  }
}
