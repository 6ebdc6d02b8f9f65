/**
 * The two letters of a country, chosen by its name: `<div data-island="country">` holds the input.
 *
 * Without scripts the letters are typed. The select takes over the input's name, id and description.
 */
import { countries } from "../../lib/countries";

export function mount(target: HTMLElement): void {
  const input = target.querySelector("input");
  if (!input) return;
  const select = document.createElement("select");
  for (const name of ["name", "id", "aria-describedby", "aria-invalid"]) {
    const value = input.getAttribute(name);
    if (value !== null) select.setAttribute(name, value);
  }
  select.append(new Option("–", ""));
  for (const { code, name } of countries(document.documentElement.lang)) {
    select.append(new Option(name, code));
  }
  select.value = input.value.toUpperCase();
  input.replaceWith(select);
}
