/** How hands answer a question of any kind; a kind of the API that is missing does not compile. */
import type { Item, Kind } from "../../../frontend/src/lib/api/types";
import { answer as cards } from "./cards";
import { answer as chat } from "./chat";
import { answer as choice } from "./choice";
import { answer as day } from "./day";
import { answer as gap } from "./gap";
import { answer as hiddenScore } from "./hidden_score";
import { answer as hotspot } from "./hotspot";
import { answer as likert } from "./likert";
import { answer as lock } from "./lock";
import { answer as mark } from "./mark";
import { answer as match } from "./match";
import { answer as memory } from "./memory";
import { answer as myth } from "./myth";
import { answer as order } from "./order";
import { answer as password } from "./password";
import { answer as poster } from "./poster";
import { answer as settings } from "./settings";
import { answer as slider } from "./slider";
import { answer as sort } from "./sort";
import { answer as triage } from "./triage";
import type { Answerer, Table } from "./table";

const answerers: { [K in Kind]: Answerer<K> } = {
  choice,
  myth,
  sort,
  order,
  match,
  gap,
  mark,
  hotspot,
  triage,
  settings,
  chat,
  memory,
  cards,
  lock,
  slider,
  likert,
  day,
  hidden_score: hiddenScore,
  password,
  poster,
};

/** Bring the screen to a response; see `Answerer`. */
export function answer(table: Table, item: Item, response: unknown): Promise<void> {
  const act = answerers[item.kind] as Answerer<Kind>;
  return act(table, item, response as Parameters<Answerer<Kind>>[2]);
}

/** Every kind that the API knows. */
export const kinds = Object.keys(answerers) as Kind[];
