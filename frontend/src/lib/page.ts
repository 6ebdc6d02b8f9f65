/** Return what the page says in the JSON script element of an id. */
export function jsonOfPage<T>(id: string): T {
  return JSON.parse(document.getElementById(id)?.textContent ?? "null");
}
