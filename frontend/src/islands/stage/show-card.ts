import { mount, unmount } from "svelte";
import type { Module } from "../../lib/api/types";
import ShowCard from "./ShowCard.svelte";

/** Fill the screen with a module's talk card; the focus returns to the opener when it closes. */
export function showCard(opener: HTMLElement, module: Module): void {
  const card = mount(ShowCard, {
    target: document.body,
    props: {
      module,
      onclose: () => {
        void unmount(card);
        opener.focus();
      },
    },
  });
}
