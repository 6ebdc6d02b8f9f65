/**
 * How the game feels: small sounds that can be switched off, words read aloud, letters and movement as
 * somebody likes them, stops that turn like pages.
 */
import type { Page } from "@playwright/test";
import type { ItemOf } from "../../frontend/src/lib/api/types";
import { Keyboard, Touch } from "./support/hands";
import { lookAt } from "./support/look";
import { modulePath } from "./support/places";
import { Player } from "./support/player";
import { expect, narrow, phone, test } from "./support/test";
import { wordsOf, type Language } from "./support/words";

/** What the stubs of a page have heard; read back from the page. */
interface Heard {
  tones: number;
  touches: number;
  said: { text: string; rate: number; lang: string }[];
  stopped: number;
  turns: number;
}

/** Put ears into a page before it loads: its sounds, its touches, its voice, its turns. */
async function listen(page: Page, voices: string[] = ["en-GB", "ar-BH"]): Promise<void> {
  await page.addInitScript((languages) => {
    const heard = { tones: 0, touches: 0, said: [], stopped: 0, turns: 0 } as Heard;
    // What a test looks up in the page would count as a tap.
    const activation = { hasBeenActive: false };
    for (const kind of ["pointerdown", "keydown"]) {
      addEventListener(kind, () => (activation.hasBeenActive = true), { capture: true });
    }
    Object.defineProperty(navigator, "userActivation", { value: activation });
    const { createOscillator } = AudioContext.prototype;
    AudioContext.prototype.createOscillator = function (this: AudioContext) {
      heard.tones += 1;
      return createOscillator.call(this);
    };
    Object.defineProperty(navigator, "vibrate", {
      value: () => {
        heard.touches += 1;
        return true;
      },
    });
    const turn = document.startViewTransition.bind(document);
    document.startViewTransition = (change) => {
      heard.turns += 1;
      return turn(change);
    };

    class Utterance extends EventTarget {
      lang = "";
      rate = 1;
      voice = null;
      constructor(readonly text: string) {
        super();
      }
    }
    const queue: Utterance[] = [];
    const speech = Object.assign(new EventTarget(), {
      speaking: false,
      getVoices: () => languages.map((lang) => ({ name: lang, lang, localService: true })),
      speak(utterance: Utterance) {
        const { text, rate, lang } = utterance;
        heard.said.push({ text, rate, lang });
        queue.push(utterance);
        speech.speaking = true;
        if (queue.length === 1) utterance.dispatchEvent(new Event("start"));
      },
      cancel() {
        if (queue.length > 0) heard.stopped += 1;
        queue.length = 0;
        speech.speaking = false;
      },
      /** The voice comes to a character of what it says. */
      reach(charIndex: number) {
        const event = Object.assign(new Event("boundary"), { name: "word", charIndex });
        queue[0]?.dispatchEvent(event);
      },
      /** The voice has said it, and goes on to what waits. */
      finish() {
        const done = queue.shift();
        speech.speaking = queue.length > 0;
        done?.dispatchEvent(new Event("end"));
        queue[0]?.dispatchEvent(new Event("start"));
      },
    });
    Object.defineProperty(window, "speechSynthesis", { value: speech });
    Object.assign(window, { SpeechSynthesisUtterance: Utterance, heard });
  }, voices);
}

const heard = (page: Page): Promise<Heard> =>
  page.evaluate(() => (window as unknown as { heard: Heard }).heard);

/** Let the stubbed voice go on. */
const voice = (page: Page, act: "reach" | "finish", at = 0): Promise<void> =>
  page.evaluate(
    ([act, at]) => {
      type Voice = Record<"reach" | "finish", (at: number) => void>;
      (speechSynthesis as unknown as Voice)[act](at);
    },
    [act, at] as const,
  );

/** The text that is marked as the word being said. */
const marked = (page: Page): Promise<string> =>
  page.evaluate(() => [...(CSS.highlights.get("say") ?? [])].map(String).join());

/** Open the comfort panel; gives it. */
async function openComfort(page: Page, language: Language) {
  const t = wordsOf(language);
  const names = { en: "Sound, voice and letters", ar: "الصوت والقراءة والحروف" };
  await page.getByRole("button", { name: names[language] }).click();
  const panel = page.getByRole("region", { name: t("comfort.heading") });
  await expect(panel).toBeVisible();
  return {
    panel,
    button: page.getByRole("button", { name: names[language] }),
    theSwitch: (key: string) => panel.getByRole("switch", { name: t(`comfort.${key}`) }),
  };
}

/** Play on to the first question, which is a choice; gives it. */
async function playToChoice(player: Player): Promise<ItemOf<"choice">> {
  await player.playUntil((stop) => stop.at === "step" && stop.step.type === "item");
  const { stop } = player;
  if (stop?.at === "step" && stop.step.type === "item" && stop.step.item.kind === "choice") {
    return stop.step.item;
  }
  throw new Error("the demo has changed: choose another for this test");
}

/** An option of the question that is open, which is a choice. */
const optionOf = (page: Page, place: number) => page.getByRole("radio").nth(place);

test.describe("on a phone", () => {
  test.use(phone);

  test("a choice is heard and felt, until sound is switched off, and it stays off", async ({
    page,
  }) => {
    await listen(page);
    await page.goto(modulePath("t1-0810-circles", "en"));
    const player = await Player.meet(page, { language: "en", hands: new Touch(), manner: "well" });
    await player.begin();
    expect(await heard(page)).toMatchObject({ tones: 0, touches: 0 });
    await playToChoice(player);
    const { tones, touches } = await heard(page);
    await optionOf(page, 0).check();
    const more = { tones: tones + 1, touches: touches + 1 };
    await expect.poll(() => heard(page)).toMatchObject(more);

    const { theSwitch, button } = await openComfort(page, "en");
    await theSwitch("sound").click();
    await button.click();
    await page.reload();
    await expect(page.getByRole("progressbar")).toBeVisible();
    await expect(optionOf(page, 0)).toBeChecked();
    await optionOf(page, 1).check();
    await expect(optionOf(page, 1)).toBeChecked();
    expect(await heard(page)).toMatchObject({ tones: 0, touches: 0 });
  });

  test("nothing sounds in a story about harm, and its pearl comes in calm", async ({ page }) => {
    test.slow();
    await listen(page);
    await page.goto(modulePath("t4-1113-storm", "en"));
    const player = await Player.meet(page, {
      language: "en",
      hands: new Touch(),
      manner: "well",
    });
    expect(player.module.sensitivity).toBeGreaterThanOrEqual(2);
    await player.begin();
    await player.playOn();
    expect(await heard(page)).toMatchObject({ tones: 0, touches: 0 });
    await expect(page.locator(".string--calm")).toBeVisible();
    await expect(page.locator("canvas")).toHaveCount(0);
  });

  test("a pearl is heard where the story is light", async ({ page }) => {
    test.slow();
    await listen(page);
    await page.goto(modulePath("t1-0810-circles", "en"));
    const player = await Player.meet(page, {
      language: "en",
      hands: new Touch(),
      manner: "well",
    });
    await player.begin();
    await player.playUntil((stop) => stop === player.stops.at(-1));
    const before = (await heard(page)).tones;
    await player.playStop();
    await expect.poll(async () => (await heard(page)).tones).toBeGreaterThan(before);
    await expect(page.locator(".string:not(.string--calm)")).toBeVisible();
  });

  for (const language of ["en", "ar"] as const) {
    test(`words are read aloud in ${language}, one after the other, and shown`, async ({
      page,
    }) => {
      const t = wordsOf(language);
      await listen(page);
      await page.goto(modulePath("t1-0810-circles", language));
      const player = await Player.meet(page, { language, hands: new Touch(), manner: "well" });
      await player.begin();
      const first = await playToChoice(player);

      const { theSwitch, panel, button } = await openComfort(page, language);
      await panel.getByRole("radio", { name: t("comfort.speed.slow") }).check();
      await expect(theSwitch("say")).not.toBeChecked();
      await button.click();

      const say = page.getByRole("button", { name: t("say.listen") });
      await say.tap();
      const lines = [first.prompt, ...first.options.map(({ text }) => text)];
      await expect
        .poll(async () => (await heard(page)).said.map(({ text }) => text))
        .toEqual(expect.arrayContaining(lines));
      expect((await heard(page)).said[0]).toEqual({
        text: first.prompt,
        rate: 0.8,
        lang: language,
      });
      await expect(page.locator("[data-saying]")).toHaveText(first.prompt);

      const words = first.prompt.split(" ");
      await voice(page, "reach", (words[0]?.length ?? 0) + 1);
      expect(words[1]).toContain(await marked(page));
      expect(await marked(page)).not.toBe("");
      await say.tap();
      expect(await marked(page)).toBe("");
      await expect(page.locator("[data-saying]")).toHaveCount(0);
      await say.tap();
      await expect(page.locator("[data-saying]")).toHaveText(first.prompt);

      // No cue talks over it, and whoever goes on is not followed by the words of the stop before.
      const { stopped, tones } = await heard(page);
      await player.playStop();
      await expect.poll(async () => (await heard(page)).stopped).toBeGreaterThan(stopped);
      expect((await heard(page)).touches).toBeGreaterThan(0);
      expect((await heard(page)).tones).toBe(tones);
    });
  }

  test("every step can be read aloud, and is where that is switched on", async ({ page }) => {
    test.slow();
    await listen(page);
    await page.addInitScript(() => localStorage.setItem("cop.say", "on"));
    await page.goto(modulePath("t1-0810-circles", "en"));
    const player = await Player.meet(page, {
      language: "en",
      hands: new Touch(),
      manner: "well",
      look: async (state) => {
        // By itself, and what stands in the stage, not what stands round it.
        if (state.endsWith("saved") || state.endsWith("correct") || state === "finish") return;
        await expect(page.getByRole("button", { name: "Listen" }), state).toBeVisible();
        const { said } = await heard(page);
        // One panel of the story says “Next: friends and class”.
        expect(said.map(({ text }) => text).join(), state).not.toMatch(/Next(?!:)/);
      },
    });
    await player.begin();
    await player.playOn();
    const told = (await heard(page)).said.map(({ text }) => text);
    expect(told.length).toBeGreaterThan(player.stops.length / 2);
  });

  test("the youngest hear a question by themselves, after the first tap", async ({ page }) => {
    await listen(page);
    await page.goto("/en/kitchen-sink/?kind=choice&state=new&band=5-7");
    await expect(page.getByRole("button", { name: "Listen" })).toBeVisible();
    await page.waitForLoadState("networkidle");
    expect((await heard(page)).said).toEqual([]);
    await page.getByRole("heading", { level: 1 }).tap();
    await expect.poll(async () => (await heard(page)).said.length).toBeGreaterThan(1);
  });

  test("a device without a voice says so once", async ({ page }) => {
    await listen(page, ["fr-FR"]);
    await page.goto("/en/kitchen-sink/?kind=choice&state=new&band=5-7");
    const t = wordsOf("en");
    await expect(page.getByText(t("say.none"))).toBeVisible();
    await expect(page.getByRole("button", { name: "Listen" })).toHaveCount(0);
    await page.reload();
    await expect(page.getByRole("radio").or(page.getByRole("checkbox")).first()).toBeVisible();
    await expect(page.getByText(t("say.none"))).toHaveCount(0);
    const { theSwitch } = await openComfort(page, "en");
    await expect(theSwitch("say")).toBeDisabled();
  });

  test("a stop turns like a page, and without movement where that is asked for", async ({
    page,
  }) => {
    await listen(page);
    await page.goto(modulePath("t1-0810-circles", "en"));
    const player = await Player.meet(page, {
      language: "en",
      hands: new Touch(),
      manner: "well",
    });
    await player.begin();
    const [step] = player.module.steps;
    const pages = step?.type === "story" ? step.panels.length : 1;
    await player.playStop();
    expect((await heard(page)).turns).toBe(pages);
    await expect(page.locator("html")).not.toHaveAttribute("data-turn");
    await expect(page.locator("[data-landing]")).toBeFocused();

    const { theSwitch, button } = await openComfort(page, "en");
    await theSwitch("motion").click();
    await button.click();
    await player.playStop();
    expect((await heard(page)).turns).toBe(pages);
    const durations = await page.locator(".stage__stop, .button").evaluateAll((elements) =>
      elements.flatMap((element) => {
        const { animationDuration, transitionDuration } = getComputedStyle(element);
        return [animationDuration, ...transitionDuration.split(", ")];
      }),
    );
    expect(new Set(durations.map(parseFloat).filter((seconds) => seconds > 0.001))).toEqual(
      new Set(),
    );
  });
});

test("a page follows from another, and just comes where less motion is asked for", async ({
  page,
}) => {
  await page.addInitScript(() => {
    addEventListener("pagereveal", ({ viewTransition }) => {
      Object.assign(window, { followed: viewTransition !== null });
    });
  });
  const followed = () => page.evaluate(() => (window as unknown as { followed: boolean }).followed);
  await page.goto("/en/");
  await page.getByRole("link", { name: /8–10/ }).click();
  await expect(page).toHaveURL(/children/);
  await expect.poll(followed).toBe(true);

  const { theSwitch } = await openComfort(page, "en");
  await theSwitch("motion").click();
  await page.getByRole("link", { name: /11–13/ }).click();
  await expect(page).toHaveURL(/11-13/);
  await expect.poll(followed).toBe(false);
});

for (const [language, band] of [
  ["en", "8-10"],
  ["ar", "14-17"],
] as const) {
  test(`what was made comfortable stays so in ${language}`, async ({ page }) => {
    const requests: string[] = [];
    page.on("request", (request) => requests.push(request.url()));
    const path = `/${language}/children/?band=${band}`;
    await page.goto(path);
    const measure = () =>
      page
        .locator("main p")
        .first()
        .evaluate((element) => {
          const { fontFamily, fontSize, lineHeight, letterSpacing, wordSpacing } =
            getComputedStyle(element);
          return {
            family: fontFamily.split(",")[0]?.replaceAll('"', "") ?? "",
            size: parseFloat(fontSize),
            leading: parseFloat(lineHeight),
            letters: parseFloat(letterSpacing) || 0,
            words: parseFloat(wordSpacing) || 0,
          };
        });
    const before = await measure();
    expect(requests.filter((address) => address.includes("atkinson"))).toEqual([]);
    const { theSwitch } = await openComfort(page, language);
    for (const key of ["font", "spacing"]) await theSwitch(key).click();
    await page.reload();
    await expect(page.locator("html")).toHaveAttribute("data-font", "readable");
    const after = await measure();
    expect(after.leading).toBeGreaterThan(before.leading);
    expect(after.words).toBeGreaterThan(before.words);
    if (language === "ar") {
      // Joined letters must stay joined.
      expect(after.letters).toBe(0);
      expect(after.size).toBeGreaterThan(before.size);
    } else {
      expect(after.letters).toBeGreaterThan(0);
      expect(after.family).toBe("Atkinson Hyperlegible");
      await page.evaluate(() => document.fonts.ready);
      const faces = await page.evaluate(() =>
        [...document.fonts].filter(({ status }) => status === "loaded").map(({ family }) => family),
      );
      expect(faces.join()).toContain("Atkinson");
    }
    const { theSwitch: again } = await openComfort(page, language);
    await expect(again("font")).toBeChecked();
    await expect(again("motion")).not.toBeChecked();
  });
}

test.describe("by keyboard", () => {
  test.use(narrow);

  test("comfort is reached, chosen and left, with help still at hand", async ({ page }) => {
    await page.goto(modulePath("t1-0810-circles", "en"));
    const hands = new Keyboard(page);
    const button = page.getByRole("button", { name: "Sound, voice and letters" });
    await hands.press(button);
    const panel = page.getByRole("region", { name: wordsOf("en")("comfort.heading") });
    await expect(panel).toBeVisible();
    await page.keyboard.press("Tab");
    const sound = panel.getByRole("switch", { name: "Sounds" });
    await expect(sound).toBeFocused();
    await expect(sound).toBeChecked();
    await page.keyboard.press("Space");
    await expect(sound).not.toBeChecked();
    await hands.keepsFocus();
    await hands.reach(panel.getByRole("switch", { name: "Less movement" }));
    await page.keyboard.press("Escape");
    await expect(panel).toBeHidden();
    await expect(button).toBeFocused();
    await page.keyboard.press("Enter");
    await hands.press(page.getByRole("button", { name: "Help", exact: true }));
    await expect(page.getByRole("dialog")).toBeVisible();
  });
});

test.describe("the panel is for everybody", () => {
  test.use({ viewport: { width: 320, height: 720 }, reducedMotion: "reduce" });

  const bands = ["5-7", "8-10", "14-17"];
  for (const language of ["en", "ar"] as const) {
    test(`in every dress in ${language}`, async ({ page }) => {
      await listen(page);
      for (const band of bands) {
        for (const looks of [[], ["font", "spacing"]]) {
          await page.goto(`/${language}/children/?band=${band}`);
          await page.evaluate((chosen) => {
            for (const [look, value] of Object.entries({ font: "readable", spacing: "wide" })) {
              localStorage.setItem(`cop.${look}`, chosen.includes(look) ? value : "");
            }
          }, looks);
          await page.reload();
          await openComfort(page, language);
          await lookAt(page, `comfort for ${band} with ${looks.join()}`);
        }
      }
      await page.emulateMedia({ colorScheme: "dark" });
      await lookAt(page, "comfort in the dark");
    });
  }
});
