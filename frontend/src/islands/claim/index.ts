/**
 * The form that credits an educator with what this browser's learner has passed.
 *
 * The page knows the educator and the browser the learner; the token goes from one to the other in
 * this form alone, once what was answered has arrived. The button is there where scripts run.
 */
import { knownToken } from "../../lib/learner";
import { currentLocale } from "../../lib/i18n";
import { openOutbox } from "../../lib/offline";

export function mount(target: HTMLElement): void {
  const form = target as HTMLFormElement;
  const button = form.querySelector<HTMLButtonElement>("button[hidden]");
  if (button) button.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void send(form);
  });
}

async function send(form: HTMLFormElement): Promise<void> {
  // Without a network the answers wait; what has arrived is looked at all the same.
  await openOutbox({ locale: currentLocale(), band: "" })
    .flush()
    .catch(() => undefined);
  const field = form.elements.namedItem("token") as HTMLInputElement;
  field.value = (await knownToken()) ?? "";
  form.submit();
}
