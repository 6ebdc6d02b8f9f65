import { expect, type Locator } from "@playwright/test";
import { isPair } from "../../../frontend/src/players/memory/rules";
import type { Answerer } from "./table";

/**
 * Turns cards and remembers them, as a person does: a new card first, then the one that belongs to it
 * where that is known, else one that does not, so that no more pairs are found than were asked for
 * (but for the very first turn, in which nothing is known yet).
 */
export const answer: Answerer<"memory"> = async (table, item, { found }) => {
  const { stage, hands, t } = table;
  const board = stage
    .getByRole("list", { name: t("players.memory.board") })
    .getByRole("button", { name: /./ });
  const known = new Map<number, string>();
  const faces = new Map(
    item.cards.map(({ id, text, picture }) => [
      [text, picture?.alt].filter(Boolean).join(", "),
      id,
    ]),
  );
  const places = [...Array(item.cards.length).keys()];
  const nameOf = async (place: number) => (await board.nth(place).getAttribute("aria-label")) ?? "";
  const read = async (place: number, key: string): Promise<string | undefined> => {
    const name = await nameOf(place);
    const says = ([words]: [string, string]) => name === t(key, { number: place + 1, words });
    return [...faces].find(says)?.[1];
  };
  const isFound = async (place: number) =>
    (await read(place, "players.memory.found")) !== undefined;
  const turn = async (place: number) => {
    const card: Locator = board.nth(place);
    await hands.press(card);
    const id =
      (await read(place, "players.memory.open")) ?? (await read(place, "players.memory.found"));
    if (id === undefined) throw new Error(`card ${place + 1} did not open`);
    known.set(place, id);
    return id;
  };
  const placeOf = (id: string) => places.find((place) => known.get(place) === id);
  const partner = (id: string) =>
    item.cards.find((other) => item.key && isPair(item.key, id, other.id))?.id ?? "";

  for (const pair of found) {
    const isThere = async () => {
      const place = placeOf(pair[0] ?? "");
      return place !== undefined && (await isFound(place));
    };
    // What lies open already is known before the first turn.
    for (const place of places) {
      const id = await read(place, "players.memory.found");
      if (id !== undefined) known.set(place, id);
    }
    while (!(await isThere())) {
      const [one, two] = pair.map(placeOf);
      if (one !== undefined && two !== undefined) {
        await turn(one);
        await turn(two);
        continue;
      }
      const fresh = places.filter((place) => !known.has(place));
      const id = await turn(fresh[0] ?? 0);
      const mate = placeOf(partner(id));
      if (mate !== undefined && pair.includes(id)) {
        await turn(mate);
        continue;
      }
      const others = [];
      for (const place of known.keys()) {
        if (place !== fresh[0] && place !== mate && !(await isFound(place))) others.push(place);
      }
      await turn(others[0] ?? fresh[1] ?? 0);
      await table.look("memory with two cards open");
    }
    await expect(board.first()).toBeVisible();
  }
};
