/**
 * Blocks of a StreamField, written as an editor writes them: from the palette, field by field, by the
 * labels that an editor reads.
 */
import { expect, type Locator } from "@playwright/test";

/**
 * What is written into one field: words (or one of the entries of a menu), whether it is ticked, which
 * boxes are ticked, the entries of a list, or the fields of a section.
 */
export type Written = string | boolean | readonly string[] | readonly Fields[] | Fields;
export type Fields = Readonly<{ [label: string]: Written }>;

/** A block of the palette, by its name there, with what is written into it. */
export type Block = readonly [name: string, fields: Fields];

const areFields = (value: readonly string[] | readonly Fields[]): value is readonly Fields[] =>
  typeof value[0] === "object";

/** Add a block at the end of a StreamField: search the palette, take what is found, fill it in. */
export async function addBlock(field: Locator, [name, fields]: Block): Promise<Locator> {
  const stream = field.locator("[data-streamfield-stream-container]").first();
  const before = await children(stream).count();
  await stream.getByRole("button", { name: "Insert a block" }).last().click();
  const search = field.page().getByRole("combobox", { name: "Search options…" });
  const added = children(stream).nth(before);
  // Where there is only one kind of block, it is there at once.
  await expect(search.or(added)).toBeVisible();
  if (await search.isVisible()) {
    await search.fill(name);
    await field.page().getByRole("option", { name, exact: true }).click();
  }
  await expect(children(stream)).toHaveCount(before + 1);
  const block = await steady(children(stream).last());
  await fill(block, fields);
  return block;
}

/** Fill in fields of a block, of an entry of a list or of a section, each found by its label. */
export async function fill(scope: Locator, fields: Fields): Promise<void> {
  await unfold(scope);
  for (const [label, value] of Object.entries(fields)) await fillOne(scope, label, value);
}

async function fillOne(scope: Locator, label: string, value: Written): Promise<void> {
  if (typeof value === "object" && !Array.isArray(value)) {
    await fill(scope.getByRole("region", { name: label }).first(), value as Fields);
    return;
  }
  const field = await fieldOf(scope, label);
  if (typeof value === "string") await fillWords(field, value);
  else if (typeof value === "boolean") await field.getByRole("checkbox").setChecked(value);
  else await fillMany(field, value as readonly string[] | readonly Fields[]);
}

async function fillWords(field: Locator, value: string): Promise<void> {
  const input = field.locator("input:not([type=hidden]), textarea, select").first();
  if ((await input.evaluate(({ tagName }) => tagName)) === "SELECT")
    await input.selectOption(value);
  else await input.fill(value);
}

async function fillMany(
  field: Locator,
  values: readonly string[] | readonly Fields[],
): Promise<void> {
  if (areFields(values)) {
    await fillList(field, values);
    return;
  }
  for (const name of values) await field.getByRole("checkbox", { name }).check();
}

/** Bring a list to as many entries as are to be written, and fill them in. */
async function fillList(field: Locator, entries: readonly Fields[]): Promise<void> {
  const list = field.locator("[data-streamfield-list-container]").first();
  for (const [index, fields] of entries.entries()) {
    if ((await children(list).count()) <= index) {
      await list.locator("> [data-streamfield-list-add]").last().click();
      await expect(children(list)).toHaveCount(index + 1);
    }
    await fill(await steady(children(list).nth(index)), fields);
  }
}

/** The field of a label that belongs to a block itself, not to a block inside it. */
async function fieldOf(scope: Locator, label: string): Promise<Locator> {
  const own = await scope.evaluate(
    (element) =>
      element.closest("[data-streamfield-child]")?.getAttribute("data-contentpath") ?? "",
  );
  const field = scope.locator(
    `xpath=.//*[@data-contentpath][label[normalize-space(text())="${label}"]]` +
      `[ancestor::*[@data-streamfield-child][1][@data-contentpath="${own}"]]`,
  );
  if (!(await field.isVisible())) {
    await scope.getByRole("button", { name: "Settings", exact: true }).first().click();
  }
  return field;
}

const children = (container: Locator): Locator =>
  container.locator("> [data-streamfield-child]:not([aria-hidden=true])");

/** The same block, found by its id, so that it stays the same wherever it goes. */
async function steady(block: Locator): Promise<Locator> {
  const id = (await block.getAttribute("data-contentpath")) ?? "";
  return block.page().locator(`[data-streamfield-child][data-contentpath="${id}"]`);
}

/** Open a section that is folded. */
export async function unfold(block: Locator): Promise<Locator> {
  const toggle = block.getByRole("button", { name: "Toggle section" }).first();
  if ((await toggle.getAttribute("aria-expanded")) === "false") await toggle.click();
  return block;
}
