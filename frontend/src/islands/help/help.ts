import { mount, unmount } from "svelte";
import { fetchHelplines } from "../../lib/api/helplines";
import { recall } from "../../lib/device";
import HelpDialog from "./HelpDialog.svelte";

interface Settings {
  locale: string;
  /** The site's country, unless this device remembers another. */
  country: string;
  report: boolean;
  exitWords: string;
}

/** Open the dialog; the focus returns to its opener when it closes. */
export function openHelp(opener: HTMLElement, { country, ...settings }: Settings): void {
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

/** Bring the helplines of this device's country up to date. Rejects with an `ApiError`. */
export async function fetchAhead(locale: string, country: string): Promise<void> {
  await fetchHelplines(recall("country") ?? country, locale);
}
