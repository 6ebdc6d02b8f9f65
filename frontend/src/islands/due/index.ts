/**
 * What a class is to do, for who has a seat in one.
 *
 * `<div data-due data-join-url>` is its place on the page, and stays empty for everybody else. The
 * list is kept on the device, to be there at once and without a network.
 */
import { mount as mountComponent } from "svelte";
import { ApiError } from "../../lib/api/client";
import type { Assignment } from "../../lib/api/types";
import { assignments, classOf } from "../../lib/crew/classroom";
import { currentLocale } from "../../lib/i18n";
import { loadWords } from "../../lib/i18n/words";
import { Table } from "../../lib/offline/table";
import { allRecords } from "../../lib/state/keeper";
import Due from "./Due.svelte";
import { News } from "./news.svelte";

const KEY = "due";
const kept = new Table<Assignment[]>("values");

/** Rejects when the words could not be fetched. */
export async function showDue(): Promise<void> {
  const place = document.querySelector<HTMLElement>("[data-due]");
  if (!place || place.hasChildNodes()) return;
  await loadWords("due");
  const finished = new Set(
    (await allRecords()).filter(({ state }) => state === "finished").map(({ module }) => module),
  );
  const news = new News((await kept.get(KEY)) ?? null);
  const { joinUrl = "" } = place.dataset;
  mountComponent(Due, { target: place, props: { name: classOf(), news, finished, joinUrl } });
  try {
    news.list = await assignments(currentLocale());
    await kept.put(KEY, news.list);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.status === 401) news.isGone = true;
    else news.hasFailed = true;
  }
}
