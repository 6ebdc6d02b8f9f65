/**
 * What a class is to do, for who has a seat in one.
 *
 * `<div data-due data-join-url data-class-url>` is its place on the page, with where one joins and
 * where a class answers together; it stays empty for everybody else. The list is kept on the device, to
 * be there at once and without a network. Whether the class is answering is asked once a page.
 */
import { mount as mountComponent } from "svelte";
import { ApiError } from "../../lib/api/client";
import { classOf, isTogether } from "../../lib/crew/classroom";
import { askGiven, lastGiven } from "../../lib/crew/given";
import { recall } from "../../lib/device/choices";
import { currentLocale } from "../../lib/i18n";
import { loadWords } from "../../lib/i18n/words";
import { allRecords } from "../../lib/state/keeper";
import Due from "./Due.svelte";
import { News } from "./news.svelte";

/** Rejects when the words could not be fetched. */
export async function showDue(): Promise<void> {
  const place = document.querySelector<HTMLElement>("[data-due]");
  if (!place || place.hasChildNodes()) return;
  await loadWords("due");
  const finished = new Set(
    (await allRecords()).filter(({ state }) => state === "finished").map(({ module }) => module),
  );
  const news = new News((await lastGiven()) ?? null);
  const { joinUrl = "", classUrl = "" } = place.dataset;
  // In the dress of the class at once, which the page would find out by itself.
  const together = `${classUrl}?${new URLSearchParams({ band: recall("who") ?? "" })}`;
  const props = { name: classOf(), news, finished, joinUrl, together };
  mountComponent(Due, { target: place, props });
  // A link that is less inviting; the list says what is wrong.
  isTogether().then(
    (is) => (news.isTogether = is),
    () => undefined,
  );
  try {
    news.list = await askGiven(currentLocale());
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.status === 401) news.isGone = true;
    else news.hasFailed = true;
  }
}
