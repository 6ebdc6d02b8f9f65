/** How hands answer a question of any kind; a kind of the API that is missing does not compile. */
import type { Item, Kind } from "../../../frontend/src/lib/api/types";
import { answer as chat } from "./chat";
import { answer as choice } from "./choice";
import { answer as sort } from "./sort";
import type { Answerer, Table } from "./table";

const answerers: { [K in Kind]: Answerer<K> } = { choice, sort, chat };

/** Bring the screen to a response; see `Answerer`. */
export function answer(table: Table, item: Item, response: unknown): Promise<void> {
  const act = answerers[item.kind] as Answerer<Kind>;
  return act(table, item, response as Parameters<Answerer<Kind>>[2]);
}

/** Every kind that the API knows. */
export const kinds = Object.keys(answerers) as Kind[];
