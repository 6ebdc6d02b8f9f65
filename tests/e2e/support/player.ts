/**
 * Somebody who plays a module through: reads each stop, answers it, and goes on.
 *
 * Everything is found by its role and its words; the payload says only what to answer.
 */
import { expect, type Locator, type Page } from "@playwright/test";
import type {
  CheckItem,
  Item,
  ItemOf,
  Module,
  Outcome,
  Phase,
  Picture,
  ResponseOf,
  StepOf,
} from "../../../frontend/src/lib/api/types";
import { answer } from "../kinds";
import type { Table } from "../kinds/table";
import { anyAnswer, rightAnswer, wrongAnswer } from "./answers";
import type { Hands } from "./hands";
import { planChat, stopsOf, type Manner, type Question, type Stop } from "./plan";
import { escaped, wordsOf, type Language, type Words } from "./words";

export interface Habits {
  language: Language;
  hands: Hands;
  manner: Manner;
  /** Whether they sit in a class that was given the module: then questions come before it. */
  inClass?: boolean;
  /** Called in every state that differs from the one before, with its name. */
  look?: (state: string) => Promise<void>;
}

export class Player {
  readonly stage: Locator;
  readonly stops: Stop[];
  /** What was answered so far, as the server is to have it. */
  readonly answered: { item: string; phase: Phase }[] = [];
  readonly t: Words;
  /** The best score of each practice item so far, 0 to 1. */
  readonly scores = new Map<string, number>();
  /** The place among the stops. */
  at = 0;

  private constructor(
    readonly page: Page,
    readonly module: Module,
    readonly habits: Habits,
    /** Whether it is an editor's draft, of which nothing is kept. */
    readonly isDraft: boolean,
  ) {
    this.stage = page.locator("[data-island=stage]");
    // Educators are asked before each of their modules, and a draft shows everything.
    const { inClass = false } = habits;
    this.stops = stopsOf(module, inClass || isDraft || module.track === "educators");
    this.t = wordsOf(habits.language);
  }

  /** Sit down before a module's page that is open, and read which content it plays. */
  static async meet(page: Page, habits: Habits): Promise<Player> {
    const stage = page.locator("[data-island=stage]");
    const embedded = await stage.getAttribute("data-payload-id");
    if (embedded) {
      const text = await page.locator(`#${embedded}`).textContent();
      return new Player(page, JSON.parse(text ?? "") as Module, habits, true);
    }
    const address = (await stage.getAttribute("data-payload-url")) ?? "";
    const answer = await page.request.get(new URL(address, page.url()).href);
    return new Player(page, (await answer.json()) as Module, habits, false);
  }

  /** Pass the content note, where there is one. */
  async begin(): Promise<void> {
    if (this.module.before !== "") {
      await expect(this.#heading(this.t("note.heading"))).toBeVisible();
      await this.#look("note");
      await this.#press(this.#button(this.t("note.start")));
    }
    await this.#arrived();
  }

  /** Play every stop that is left, to the finish. */
  async playOn(): Promise<void> {
    while (this.at < this.stops.length) await this.playStop();
    await this.#look("finish");
  }

  /** Play stops until one of a kind is reached, which is left untouched. */
  async playUntil(isThere: (stop: Stop) => boolean): Promise<void> {
    for (;;) {
      const stop = this.stop;
      if (!stop) throw new Error("the module ends before that");
      if (isThere(stop)) return;
      await this.playStop();
    }
  }

  /** The stars that this play is worth: one for the end, two from a mean of 0.6, three from 0.85. */
  get stars(): 1 | 2 | 3 {
    const scores = [...this.scores.values()];
    const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
    if (mean > 0.85 - 1e-9) return 3;
    return mean > 0.6 - 1e-9 ? 2 : 1;
  }

  get stop(): Stop | undefined {
    return this.stops[this.at];
  }

  /** Play the present stop and go on to the next. */
  async playStop(): Promise<void> {
    const { stop } = this;
    if (!stop) throw new Error("the module is over");
    if (stop.at === "check") await this.#answerCheck(stop.item);
    else await this.#playStep(stop.step);
    await this.goOn();
  }

  /** Press Next, or Finish at the last stop. */
  async goOn(): Promise<void> {
    const isLast = this.at === this.stops.length - 1;
    await this.#press(this.#button(this.t(isLast ? "stage.finish" : "stage.next")));
    this.at += 1;
    await this.#arrived();
  }

  /** The present stop is what can be read, with its pictures. */
  async #arrived(): Promise<void> {
    const { stop, stops, at } = this;
    if (!stop) {
      const isAdult = this.module.band === "";
      const words = this.t(isAdult ? "finish.heading_adult" : "finish.heading");
      await expect(this.#heading(words)).toBeVisible();
      return;
    }
    const place = this.t("stage.progress", { number: at + 1, of: stops.length });
    await expect(this.stage.getByRole("progressbar")).toHaveAttribute("aria-valuetext", place);
    await expect(this.#heading(this.headingOf(stop))).toBeVisible();
    if (stop.at === "check") stop.item = await this.#asked(stop);
    if (stop.at === "check" || !["story", "chat"].includes(stop.step.type))
      await this.seePictures();
  }

  /** Which question of a check stands on the screen: some are drawn by chance. */
  async #asked({ item, of }: Question): Promise<CheckItem> {
    const form = this.module.check[item.form === "A" ? "pre" : "post"];
    if (of === form.length) return item;
    const texts = form.map(({ prompt }) => this.stage.getByText(prompt, { exact: true }).first());
    await expect
      .poll(async () => (await Promise.all(texts.map((text) => text.isVisible()))).filter(Boolean))
      .toHaveLength(1);
    for (const [index, text] of texts.entries()) {
      const candidate = form[index];
      if (candidate && (await text.isVisible())) return candidate;
    }
    return item;
  }

  /** The heading that a stop shows. */
  headingOf(stop: Stop): string {
    if (stop.at === "check") {
      return this.t("check.question", { number: stop.number, of: stop.of });
    }
    return stop.step.title || this.t(`step.${stop.step.type}`);
  }

  /** Every picture of the stage is there. */
  async seePictures(): Promise<void> {
    await expect
      .poll(() =>
        this.stage
          .locator("img")
          .evaluateAll((images: HTMLImageElement[]) =>
            images.filter((image) => !image.complete || image.naturalWidth === 0).map(String),
          ),
      )
      .toEqual([]);
  }

  #heading(name: string): Locator {
    return this.stage.getByRole("heading", { level: 2, name, exact: true });
  }

  #button(name: string): Locator {
    return this.stage.getByRole("button", { name, exact: true });
  }

  async #press(control: Locator): Promise<void> {
    await this.habits.hands.press(control);
  }

  async #look(state: string): Promise<void> {
    await this.habits.look?.(state);
  }

  async #playStep(step: Extract<Stop, { at: "step" }>["step"]): Promise<void> {
    switch (step.type) {
      case "story":
        return this.#readStory(step);
      case "item":
        return this.#answer(step.item);
      case "chat":
        return this.#chat(step.item);
      case "reveal":
        return this.#reveal(step);
      case "rehearse":
        return this.#rehearse(step);
      case "talk":
        for (const { text } of step.prompts) await this.#reads(text);
        return this.#look("talk");
      case "pause":
        await this.#reads(step.text);
        return this.#look("pause");
      default:
        return this.#look(step.type);
    }
  }

  /** Texts can be read in the stage. */
  async #reads(...texts: string[]): Promise<void> {
    for (const text of texts) {
      await expect(this.stage.getByText(new RegExp(escaped(text))).first()).toBeVisible();
    }
  }

  // Answers -----------------------------------------------------------------------

  async #answerCheck(item: Item): Promise<void> {
    const phase = item.form === "A" ? "pre" : "post";
    // Its player may still be on its way.
    await this.#reads(item.prompt);
    await this.#look(`${phase} ${item.kind}`);
    await answer(this.table, item, anyAnswer(item));
    await this.#press(this.#button(this.t("item.save")));
    this.answered.push({ item: item.id, phase });
    await this.#reads(this.t(await this.#whereItIsKept()));
    await expect(this.#verdict).toBeHidden();
    await this.#look(`${phase} ${item.kind} saved`);
  }

  async #whereItIsKept(): Promise<string> {
    if (this.isDraft) return "stage.preview";
    const isOnline = await this.page.evaluate(() => navigator.onLine);
    return isOnline ? "stage.saved" : "stage.saved_here";
  }

  get #verdict(): Locator {
    return this.stage.getByRole("group", { name: this.t("verdict.label") });
  }

  /** Answer a question; whoever plays badly gets it wrong first, where that can be. */
  async #answer(item: Item): Promise<void> {
    await this.#reads(item.prompt);
    await this.#look(item.kind === "choice" ? `choice ${item.layout}` : item.kind);
    const wrong = this.habits.manner === "badly" ? wrongAnswer(item) : undefined;
    if (wrong !== undefined) {
      await answer(this.table, item, wrong);
      await this.#handIn(item, ["partial", "incorrect"]);
      await this.#reads(...whyOf(item, wrong, "wrong"));
      await this.#press(this.#button(this.t("verdict.retry")));
      await expect(this.#verdict).toBeHidden();
    }
    const right = rightAnswer(item);
    await answer(this.table, item, right);
    await this.#handIn(item, ["correct", "answered"]);
    await this.#reads(...whyOf(item, right, "right"));
  }

  /** Press the button that hands an answer in, where that does not happen by itself. */
  async #handIn(item: Item, outcomes: Outcome[]): Promise<void> {
    const words = ["item.check", "item.done"].map((key) => escaped(this.t(key)));
    const commit = this.stage.getByRole("button", { name: new RegExp(`^(${words.join("|")})$`) });
    if (await commit.isVisible()) await this.#press(commit);
    this.answered.push({ item: item.id, phase: "practice" });
    await expect(this.#verdict).toBeVisible();
    const outcome = (await this.#verdict.getAttribute("data-outcome")) as Outcome;
    expect(outcomes).toContain(outcome);
    if (outcome === "correct") this.scores.set(item.id, 1);
    await this.#look(`${item.kind} ${outcome}`);
  }

  /** Where the player sits, for the hands that answer a kind. */
  get table(): Table {
    const { page, stage, t } = this;
    return { page, stage, t, hands: this.habits.hands, look: (state) => this.#look(state) };
  }

  // A conversation ----------------------------------------------------------------

  get log(): Locator {
    return this.stage.getByRole("log", { name: this.t("players.chat.log") });
  }

  async #chat(item: ItemOf<"chat">): Promise<void> {
    await this.chatOn(item);
    const { end, score } = planChat(item, this.habits.manner);
    await this.#reads(end.ending?.title ?? "");
    await this.#reads(end.ending?.text ?? "");
    await this.#reads(this.t("players.chat.ways"));
    await this.#look(`chat end ${end.ending?.kind ?? ""}`);
    this.answered.push({ item: item.id, phase: "practice" });
    this.scores.set(item.id, score);
  }

  /** Take the turns of a conversation: all of them, or those from one up to another. */
  async chatOn(item: ItemOf<"chat">, from = 0, to = Infinity): Promise<void> {
    const { turns } = planChat(item, this.habits.manner);
    const next = this.#button(this.t("players.chat.next"));
    await expect(this.log).toBeVisible();
    for (const { node, choices } of turns.slice(from, to)) {
      await this.habits.hands.hurry(this.log, next);
      await this.seePictures();
      if (node.id === item.start) await this.#findSign(item);
      await this.#look(`chat pick ${node.pick}`);
      for (const id of choices) {
        const text = node.choices.find((choice) => choice.id === id)?.text ?? "";
        await this.#press(this.#button(text));
      }
      if (node.pick > 1) await this.#press(this.#button(this.t("players.chat.do")));
      const said = node.choices.find(({ id }) => id === choices[0])?.text ?? "";
      await expect(this.log.getByText(new RegExp(escaped(said))).last()).toBeVisible();
    }
    if (to >= turns.length) await this.habits.hands.hurry(this.log, next);
  }

  /** Call the first message that is one a warning sign, and read why. */
  async #findSign(item: ItemOf<"chat">): Promise<void> {
    const start = item.nodes.find(({ id }) => id === item.start);
    const sign = start?.messages.find(({ id }) => item.key?.signs[id]);
    if (!sign) return;
    const entry = this.log.getByRole("listitem").filter({ hasText: sign.text });
    await this.#press(entry.getByRole("button", { name: this.t("players.chat.question") }));
    await expect(entry).toContainText(item.key?.signs[sign.id] ?? "");
    await this.#look("chat sign");
  }

  // Steps without an item -----------------------------------------------------------

  async #readStory({ panels }: StepOf<"story">): Promise<void> {
    for (const [index, { text, picture }] of panels.entries()) {
      await this.#reads(text);
      await this.#sees(picture);
      await this.#look("story");
      if (index < panels.length - 1) await this.#press(this.#button(this.t("stage.next")));
    }
  }

  async #sees(picture: Picture | null): Promise<void> {
    if (!picture) return;
    if (picture.alt) {
      await expect(this.stage.getByRole("img", { name: picture.alt })).toBeVisible();
    }
    await this.seePictures();
  }

  async #reveal({ cards, lines }: StepOf<"reveal">): Promise<void> {
    const signs = cards.filter(({ sign }) => sign);
    await this.#look("reveal");
    const wanted = this.habits.manner === "well" ? signs : cards.slice(0, 1);
    for (const { text, why } of wanted) {
      await this.#press(this.#button(text));
      await this.#reads(why);
    }
    await this.#look("reveal begun");
    if (this.habits.manner === "badly") await this.#press(this.#button(this.t("reveal.all")));
    for (const { text } of lines) await this.#reads(text);
    await this.#look("reveal done");
  }

  async #rehearse({ tiles }: StepOf<"rehearse">): Promise<void> {
    const [first, second] = tiles;
    await this.#look("rehearse");
    if (!first || !second) return;
    for (const { text } of [first, second]) await this.#press(this.#button(text));
    await this.#press(this.#button(this.t("rehearse.remove", { text: first.text })));
    const sentence = this.stage.getByRole("list", { name: this.t("rehearse.sentence") });
    await expect(sentence.getByRole("listitem")).toHaveText([second.text]);
    await this.#look("rehearse begun");
  }
}

/** The lines that an answer is told: those of the options that were chosen, and the last one. */
function whyOf({ key }: Item, response: unknown, end: "right" | "wrong"): string[] {
  if (!key) return [];
  const lines = [];
  if ("multiple" in key) {
    const { choices } = response as ResponseOf<"choice">;
    lines.push(...choices.map((id) => key.options[id]?.feedback ?? ""));
  }
  if ("right" in key) lines.push(key[end]);
  if ("after" in key) lines.push(key.after);
  return lines;
}
