/**
 * What is kept on this device, in IndexedDB: each learner has a database of their own, and the device
 * has one for what is nobody's.
 *
 * Where IndexedDB is missing, blocked or full, a table keeps its entries in memory until the page
 * is closed, so that playing never depends on storage. So it does for whoever plays without saving,
 * and once a database was deleted under it.
 */
import { deleteDB, openDB, type IDBPDatabase } from "idb";
import { isUnsaved, player as here, type Player } from "./learner-slot";

const NAME = "cop-challenge";
const VERSION = 1;
const STORES = ["attempts", "marks", "modules", "values"] as const;
type StoreName = (typeof STORES)[number];

/** Some browsers have hung here after a crash; nobody waits for them longer than a breath. */
const PATIENCE_MS = 3000;

const opened = new Map<Player, Promise<IDBPDatabase | null>>();

const nameOf = (player: Player) => (player ? `${NAME}-${player}` : NAME);

function database(player: Player): Promise<IDBPDatabase | null> {
  if (isUnsaved) return Promise.resolve(null);
  let found = opened.get(player);
  if (!found) {
    found = Promise.race([
      open(player).catch(() => null),
      new Promise<null>((resolve) => setTimeout(resolve, PATIENCE_MS, null)),
    ]);
    opened.set(player, found);
  }
  return found;
}

async function open(player: Player): Promise<IDBPDatabase> {
  return openDB(nameOf(player), VERSION, {
    upgrade(db) {
      for (const name of STORES) db.createObjectStore(name);
    },
    // A newer page wants to upgrade: let it, and open again at the next call. Or the learner was
    // forgotten in another tab: then nothing of them may stay on the screen, or come back.
    blocking: (_current, next, event) => {
      (event.target as IDBDatabase).close();
      if (next !== null) opened.delete(player);
      else {
        opened.set(player, Promise.resolve(null));
        location.reload();
      }
    },
    terminated: () => {
      opened.delete(player);
    },
  });
}

/**
 * Delete everything that is kept of a learner. Tables of theirs on this page keep nothing from then on.
 *
 * Rejects when the browser refuses; resolves all the same, after a breath, when another tab holds on.
 */
export async function deleteTables(player: Player): Promise<void> {
  const db = await opened.get(player);
  opened.set(player, Promise.resolve(null));
  db?.close();
  const patience = new Promise<void>((resolve) => setTimeout(resolve, PATIENCE_MS));
  await Promise.race([deleteDB(nameOf(player)), patience]);
}

/** A key-value store, listed in the order of its keys. */
export class Table<V> {
  readonly #memory = new Map<string, V>();

  constructor(
    readonly name: StoreName,
    readonly player: Player = here,
  ) {}

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
    const db = await database(this.player);
    if (!db) return otherwise;
    try {
      return await use(db);
    } catch {
      return otherwise;
    }
  }
}
