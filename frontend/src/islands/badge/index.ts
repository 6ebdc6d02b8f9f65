/**
 * Who plays on this page: a badge in the bar at the top, which leads to the page where the device is
 * handed over.
 *
 * `<a data-island="badge" hidden>` holds its words; it shows once there is somebody to show. When the
 * browser is idle, what waits of the others on this device is sent from here.
 */
import { mount as mountComponent, unmount } from "svelte";
import { deliverOthers, dressedCrew } from "../../lib/crew/aboard";
import { crew } from "../../lib/device/learner-list";
import { isUnsaved, player } from "../../lib/device/learner-slot";
import { t } from "../../lib/i18n";
import { whenIdle } from "../../lib/moments";
import Art from "../../art/Art.svelte";
import Avatar from "../../ui/Avatar.svelte";

export function mount(target: HTMLElement): void {
  const [picture, words] = [part("picture"), part("words")];
  if (isUnsaved) {
    words.textContent = t("badge.unsaved");
    target.classList.add("who-plays--unsaved");
  }
  target.append(picture, words);
  const draw = () => {
    const mate = dressedCrew().find(({ id }) => id === player);
    if (mate) return mountComponent(Avatar, { target: picture, props: { avatar: mate.avatar } });
    return mountComponent(Art, {
      target: picture,
      props: { name: isUnsaved ? "i-hide" : "i-people" },
    });
  };
  let drawn = draw();
  target.hidden = false;
  if (isUnsaved) return;

  // The page where the device is handed over changes who there is.
  addEventListener("cop:crew", () => {
    void unmount(drawn);
    drawn = draw();
    target.hidden = crew().length === 0;
  });
  whenIdle(() => void deliverOthers());
  addEventListener("online", () => void deliverOthers());
}

function part(name: string): HTMLElement {
  const span = document.createElement("span");
  span.className = `who-plays__${name}`;
  return span;
}
