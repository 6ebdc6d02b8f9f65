import { mount, unmount } from "svelte";
import { fetchHelplines } from "../../lib/helplines";
import { loadWords } from "../../lib/i18n/words";
import { recall } from "../../lib/device/choices";
import HelpDialog from "./HelpDialog.svelte";

interface Settings {
  locale: string;
  /** The site's country, unless this device remembers another. */
  country: string;
  report: boolean;
  exitWords: string;
}

/** Open the dialog; the focus returns to its opener when it closes. Rejects when its words are missing. */
export async function openHelp(
  opener: HTMLElement,
  { country, ...settings }: Settings,
): Promise<void> {
  await loadWords("help");
  const dialog = mount(HelpDialog, {
    target: document.body,
    props: {
      ...settings,
      country: recall("country") ?? country,
      onclose: () => {
        void unmount(dialog);
        opener.focus();
      },
    },
  });
}

/** Fetch the words, and bring the helplines of this device's country up to date. Rejects when it cannot. */
export async function fetchAhead(locale: string, country: string): Promise<void> {
  await loadWords("help");
  await fetchHelplines(recall("country") ?? country, locale);
}
