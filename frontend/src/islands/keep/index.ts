/**
 * The buttons that download modules, on a track's page.
 *
 * `[data-keep]` with `data-locale`, `data-title`, `data-url`, `data-version`, `data-size` and
 * `data-topic` takes the button of one module, `[data-keep-all]` that of all modules of its topic.
 */
import { mount } from "svelte";
import { loadWords } from "../../lib/i18n/words";
import { hasWorker } from "../../lib/offline/register";
import KeepButton from "./KeepButton.svelte";
import { Keeping } from "./keeping.svelte";

/** Put the buttons in. Rejects when the words cannot be fetched. */
export async function mountAll(): Promise<void> {
  if (!hasWorker) return;
  await loadWords("keep");
  const byTopic = new Map<string, Keeping[]>();
  for (const target of document.querySelectorAll<HTMLElement>("[data-keep]")) {
    const { keep: key = "", locale = "", title = "", url = "", version = "" } = target.dataset;
    const { size = "0", topic = "" } = target.dataset;
    const keeping = new Keeping({ key, locale, title, url, version, size: Number(size) });
    byTopic.set(topic, [...(byTopic.get(topic) ?? []), keeping]);
    mount(KeepButton, { target, props: { modules: [keeping], name: title } });
  }
  for (const target of document.querySelectorAll<HTMLElement>("[data-keep-all]")) {
    const modules = byTopic.get(target.dataset["keepAll"] ?? "") ?? [];
    const { name = "" } = target.dataset;
    if (modules.length > 1) mount(KeepButton, { target, props: { modules, name, isIsland: true } });
  }
}
