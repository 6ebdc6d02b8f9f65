import { render, screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { knownLearner } from "../../lib/learner";
import type { Attempt, Form, Learner, Module, StepMark } from "../../lib/api/types";
import type { Outbox } from "../../lib/offline/outbox";
import { deviceKeeper, previewKeeper, type Keeper } from "../../lib/state/keeper";
import { newRecord, type ModuleRecord } from "../../lib/state/record";
import FakePlayer from "../../test/FakePlayer.svelte";
import { checkItem, itemStep, samplePayload, storyStep, textStep } from "../../test/payload";
import { askOutcomes } from "./outcomes";
import { Session } from "./session.svelte";
import Stage from "./Stage.svelte";

const loadPlayer = vi.hoisted(() => vi.fn());
const celebrate = vi.hoisted(() => vi.fn());
vi.mock("../../players/registry", () => ({ loadPlayer }));
vi.mock("../../lib/learner", () => ({ knownLearner: vi.fn() }));
vi.mock("./outcomes", () => ({ askOutcomes: vi.fn() }));
vi.mock("./confetti", () => ({ celebrate }));

/** A device that remembers, as a keeper. */
class FakeDevice implements Keeper {
  readonly keeps = true;
  record: ModuleRecord | undefined;
  readonly attempts: Attempt[] = [];
  readonly forms: Form[] = [];
  /** What was sent, in its order. */
  readonly log: string[] = [];
  readonly marks: StepMark[] = [];
  load = () => Promise.resolve(this.record);
  save = (record: ModuleRecord) => {
    this.record = structuredClone(record);
    return Promise.resolve();
  };
  sendAttempt = (attempt: Attempt) => {
    this.attempts.push(structuredClone(attempt));
    this.log.push(attempt.item);
    return Promise.resolve();
  };
  sendForm = (form: Form) => {
    this.forms.push(form);
    this.log.push(`form ${form.phase}`);
    return Promise.resolve();
  };
  left = 0;
  waiting = () => Promise.resolve(this.left);
  sendMark = (mark: StepMark) => {
    this.marks.push(mark);
    return Promise.resolve();
  };
}

let device: FakeDevice;
const user = userEvent.setup();

/** Open a module of which, when it is begun, the form before it is asked, too. */
function open(module: Module = samplePayload(), keeper: Keeper = device, asksFirst = true) {
  document.body.replaceChildren();
  const record = keeper === device ? structuredClone(device.record) : undefined;
  const onplay = vi.fn();
  const view = render(Stage, {
    session: new Session(module, keeper, record, asksFirst),
    band: module.band,
    links: { track: "/en/children/", next: "", print: "/print/" },
    onplay,
  });
  return { ...view, onplay };
}

const heading = () => screen.getByRole("heading", { level: 2 });
const next = () => screen.getByRole("button", { name: /Next|Finish/ });
const press = async (name: string) => user.click(await screen.findByRole("button", { name }));

/** Play from the first stop to the finish, giving the right answer at once. */
async function playToTheEnd() {
  await press("Right");
  await user.click(next());
  await user.click(next());
  await user.click(next());
  await user.click(next());
  await press("Right");
  await user.click(next());
  await press("Right");
  await user.click(next());
  await press("Can I tell you something");
  await user.click(next());
}

beforeEach(() => {
  device = new FakeDevice();
  loadPlayer.mockReset().mockResolvedValue(FakePlayer);
  vi.mocked(askOutcomes).mockReset().mockResolvedValue({ pre: [], post: [] });
  vi.mocked(knownLearner).mockReset().mockResolvedValue(null);
  celebrate.mockReset().mockResolvedValue(undefined);
});

afterEach(() => {
  vi.restoreAllMocks();
});

describe("the stage", () => {
  it("plays a module to its end and sends what was done, each once", async () => {
    open();
    expect(heading()).toHaveTextContent("Question 1 of 1");
    await playToTheEnd();
    expect(await screen.findByText("One pearl for your map.")).toBeVisible();

    expect(device.attempts.map(({ item, phase }) => [item, phase])).toEqual([
      ["pre1", "pre"],
      ["item", "practice"],
      ["post1", "post"],
    ]);
    for (const attempt of device.attempts) {
      expect(attempt).toMatchObject({
        module: "t1-test",
        version: "v1",
        response: { choices: ["yes"] },
      });
    }
    // A question is done when its answer arrives.
    expect(device.marks.map(({ step }) => step)).toEqual(["text", "story", "rehearse"]);
    expect(device.record).toMatchObject({ state: "finished", stars: 3, pearls: 1, at: "finish" });
  });

  it("says that a check's answer is saved and gives no verdict", async () => {
    open();
    expect(next()).toBeDisabled();
    await press("Right");
    expect(await screen.findByText("Saved.")).toBeVisible();
    expect(screen.queryByText("That is right!")).toBeNull();
    expect(next()).toBeEnabled();
  });

  it("hands a form in once, after its last answer", async () => {
    const check = {
      pre: [checkItem("pre1", "A", "One?"), checkItem("pre2", "A", "Two?")],
      post: [checkItem("post1", "B", "Three?"), checkItem("post2", "B", "Four?")],
    };
    open(samplePayload({ check, asked: 2, steps: [textStep] }));
    await press("Right");
    await user.click(next());
    await press("Right");
    await user.click(next());
    expect(device.log).toEqual(["pre1", "pre2", "form pre"]);
    await user.click(next());
    await press("Right");
    expect(device.forms).toHaveLength(1);
    await user.click(next());
    await press("Right");
    expect(device.log.slice(3)).toEqual(["post1", "post2", "form post"]);
    expect(device.forms[1]).toEqual({ module: "t1-test", version: "v1", phase: "post" });
    await user.click(next());
    open(samplePayload({ check, asked: 2, steps: [textStep] }));
    expect(device.forms).toHaveLength(2);
  });

  it("hands in what was answered before there were forms to hand in", async () => {
    open();
    await press("Right");
    await user.click(next());
    delete device.record?.forms;
    device.forms.length = 0;
    open();
    await waitFor(() => expect(device.forms.map(({ phase }) => phase)).toEqual(["pre"]));
  });

  it("takes one answer to a question of a check", async () => {
    open();
    await press("Right");
    await press("Wrong");
    expect(device.attempts).toHaveLength(1);
  });

  it("says where an answer waits when there is no network", async () => {
    open();
    vi.spyOn(navigator, "onLine", "get").mockReturnValue(false);
    window.dispatchEvent(new Event("offline"));
    await press("Right");
    expect(await screen.findByText(/Saved on this device/)).toBeVisible();
    expect(screen.getByText(/You are offline/)).toBeVisible();
    window.dispatchEvent(new Event("online"));
    await waitFor(() => expect(screen.queryByText(/You are offline/)).toBeNull());
  });

  it("lets the player go on after an attempt that was not right, and keeps the best of several", async () => {
    open(samplePayload({ check: { pre: [], post: [] }, steps: [itemStep] }));
    await press("Wrong");
    expect(next()).toBeEnabled();
    await press("Right");
    await press("Wrong");
    expect(device.attempts).toHaveLength(3);
    expect(new Set(device.attempts.map(({ id }) => id)).size).toBe(3);
    expect(device.record?.best).toEqual({ item: 1 });
  });

  it("moves the focus to the new heading and says how far it is", async () => {
    open();
    expect(heading()).not.toHaveFocus();
    await press("Right");
    await user.click(next());
    expect(heading()).toHaveTextContent("A lighthouse");
    expect(heading()).toHaveFocus();
    expect(screen.getByText("Stop 2 of 6")).toBeInTheDocument();
    expect(screen.getByRole("progressbar")).toHaveAttribute("aria-valuetext", "Stop 2 of 6");
  });

  it("turns a story's pages with Next and Back and lands on the new picture", async () => {
    open(samplePayload({ check: { pre: [], post: [] } }));
    await user.click(next());
    expect(screen.getByText("Noor finds a net.")).toBeVisible();
    await user.click(next());
    expect(screen.getByText("She calls her aunt.").closest("figure")).toHaveFocus();
    await press("Back");
    expect(screen.getByText("Noor finds a net.")).toBeVisible();
    expect(device.marks.map(({ step }) => step)).toEqual(["text"]);
    await press("Back");
    expect(heading()).toHaveTextContent("A lighthouse");
    expect(screen.queryByRole("button", { name: "Back" })).toBeNull();
  });

  it("can be played with the keyboard alone", async () => {
    open(samplePayload({ check: { pre: [], post: [] }, steps: [textStep, itemStep] }));
    await user.tab();
    expect(next()).toHaveFocus();
    await user.keyboard("{Enter}");
    expect(heading()).toHaveFocus();
    await user.tab();
    await user.tab();
    await user.tab();
    expect(screen.getByRole("button", { name: "Right" })).toHaveFocus();
    await user.keyboard(" ");
    await user.tab();
    await user.tab();
    await user.keyboard("{Enter}");
    expect(await screen.findByText("One pearl for your map.")).toBeVisible();
    expect(heading()).toHaveFocus();
  });

  it("offers another try when a player cannot be loaded", async () => {
    loadPlayer.mockRejectedValueOnce(new TypeError("no network"));
    open();
    expect(await screen.findByRole("alert")).toHaveTextContent("could not be loaded");
    await press("Try again");
    expect(await screen.findByRole("button", { name: "Right" })).toBeVisible();
  });
});

describe("a content note", () => {
  const module = samplePayload({ before: "Someone puts pressure on Noor." });

  it("comes before anything else and can be declined", async () => {
    const { onplay } = open(module);
    expect(screen.getByText("Someone puts pressure on Noor.")).toBeVisible();
    expect(screen.getByRole("link", { name: "Choose another" })).toHaveAttribute(
      "href",
      "/en/children/",
    );
    expect(onplay).not.toHaveBeenCalled();
    expect(device.record).toBeUndefined();
    await press("Start");
    expect(onplay).toHaveBeenCalledOnce();
    expect(heading()).toHaveTextContent("Question 1 of 1");
    expect(heading()).toHaveFocus();
  });

  it("is not shown again to who has begun", async () => {
    open(module).unmount();
    open(module);
    await press("Start");
    const { onplay } = open(module);
    expect(screen.queryByText("Someone puts pressure on Noor.")).toBeNull();
    expect(onplay).toHaveBeenCalledOnce();
  });
});

describe("coming back", () => {
  it("goes on at the same stop with what was answered", async () => {
    open();
    await press("Right");
    await user.click(next());
    await user.click(next());
    open();
    expect(heading()).toHaveTextContent("Noor and the net");
    await press("Back");
    await press("Back");
    expect(await screen.findByTestId("saved")).toHaveTextContent(
      '{"response":{"choices":["yes"]},"done":true}',
    );
    expect(device.attempts).toHaveLength(1);
  });

  it("brings back a draft that was not committed", async () => {
    open();
    await press("Draft");
    open();
    expect(await screen.findByTestId("saved")).toHaveTextContent('"done":false');
    expect(next()).toBeDisabled();
    expect(device.attempts).toEqual([]);
  });

  it("finds its place in a newer version, and drops answers that no longer fit", async () => {
    open();
    await press("Right");
    await user.click(next());
    await user.click(next());
    const changed = samplePayload({ version: "v2" });
    const question = changed.check.pre[0];
    if (question?.kind === "choice") {
      question.options = [{ id: "sure", text: "Sure", picture: null }];
    }
    open({ ...changed, steps: [textStep, ...changed.steps.slice(1)] });
    expect(heading()).toHaveTextContent("Noor and the net");
    expect(device.record).toMatchObject({ version: "v2", answers: {} });
  });

  it("goes to the first stop that is not done when its own is gone", async () => {
    open();
    await press("Right");
    await user.click(next());
    await user.click(next());
    const module = samplePayload({ version: "v2" });
    open({ ...module, steps: module.steps.filter(({ id }) => id !== "story") });
    expect(heading()).toHaveTextContent("Your move");
  });

  it("shows the finish of a finished module, without another feast", async () => {
    open();
    await playToTheEnd();
    await waitFor(() => expect(celebrate).toHaveBeenCalledOnce());
    open();
    expect(await screen.findByText("One pearl for your map.")).toBeVisible();
    expect(celebrate).toHaveBeenCalledOnce();
  });
});

describe("a module that nobody asked to measure", () => {
  const openAtHome = (module?: Module) => open(module, device, false);

  it("begins with its story and asks what one knows at its end", async () => {
    openAtHome(samplePayload({ steps: [textStep] }));
    expect(heading()).toHaveTextContent("A lighthouse");
    await user.click(next());
    expect(heading()).toHaveTextContent("Question 1 of 1");
    expect(screen.getByText("Is a gift with a secret fine?")).toBeVisible();
    await press("Right");
    await user.click(next());
    expect(await screen.findByText("One pearl for your map.")).toBeVisible();
    expect(device.forms.map(({ phase }) => phase)).toEqual(["post"]);
    expect(device.attempts.map(({ phase }) => phase)).toEqual(["post"]);
  });

  it("shows every page of a story that it begins with, or goes on with", async () => {
    const module = samplePayload({ steps: [storyStep] });
    openAtHome(module);
    expect(screen.getByText("Noor finds a net.")).toBeVisible();
    await user.click(next());
    expect(screen.getByText("She calls her aunt.")).toBeVisible();
    openAtHome(module);
    await user.click(next());
    expect(screen.getByText("She calls her aunt.")).toBeVisible();
  });

  it("goes on as it began, whatever a class was given meanwhile", async () => {
    openAtHome();
    await user.click(next());
    open();
    expect(heading()).toHaveTextContent("Noor and the net");
    expect(screen.getByRole("progressbar")).toHaveAttribute("aria-valuemax", "5");
  });

  it("goes on with the first form where a record from before this began with it", async () => {
    open();
    await press("Right");
    await user.click(next());
    delete device.record?.asksFirst;
    openAtHome();
    expect(heading()).toHaveTextContent("A lighthouse");
    expect(screen.getByRole("progressbar")).toHaveAttribute("aria-valuemax", "6");
  });

  it("asks nothing where a record of another device shows no answer before it", () => {
    const record = { ...newRecord("t1-test", ""), at: "text", done: ["text"] };
    delete record.asksFirst;
    device.record = record;
    open();
    expect(heading()).toHaveTextContent("A lighthouse");
    expect(screen.getByRole("progressbar")).toHaveAttribute("aria-valuemax", "5");
  });
});

describe("the finish", () => {
  it("leads home, to the map, and on paper", async () => {
    open();
    await playToTheEnd();
    expect(await screen.findByRole("link", { name: "Back to the map" })).toHaveAttribute(
      "href",
      "/en/children/",
    );
    expect(screen.getByRole("img", { name: "3 of 3 stars" })).toBeVisible();
    expect(screen.getByText("Tell someone early")).toBeVisible();
    const card = screen.getByRole("heading", { name: "Show this to someone at home" });
    expect(within(card.closest("section")!).getByText("Ask me about the net.")).toBeVisible();
    expect(screen.getByRole("link", { name: "Print it" })).toHaveAttribute("href", "/print/");
  });

  it("can be played again, without the checks and without losing anything", async () => {
    open();
    await playToTheEnd();
    await press("Play again");
    expect(heading()).toHaveTextContent("A lighthouse");
    expect(heading()).toHaveFocus();
    await user.click(next());
    await user.click(next());
    await user.click(next());
    expect(await screen.findByTestId("saved")).toHaveTextContent("null");
    await press("Wrong");
    expect(device.record).toMatchObject({ state: "finished", stars: 3 });
    expect(device.marks).toHaveLength(3);
    expect(device.forms).toHaveLength(2);
  });

  it("tells how the questions at the end went, once the server has said so", async () => {
    vi.mocked(askOutcomes).mockResolvedValue({
      pre: [{ item: "pre1", outcome: "correct", feedback: "" }],
      post: [{ item: "post1", outcome: "incorrect", feedback: "A secret gift is a hook." }],
    });
    open();
    await playToTheEnd();
    expect(await screen.findByText("A secret gift is a hook.")).toBeVisible();
    expect(screen.getByText("Is a gift with a secret fine?")).toBeVisible();
    expect(screen.getByText("How your first answers went")).toBeVisible();
    expect(device.record?.outcomes).toHaveLength(1);
    expect(device.record?.outcomesBefore).toHaveLength(1);
  });

  it("says without a network that it will tell, and tells when the network is back", async () => {
    const online = vi.spyOn(navigator, "onLine", "get").mockReturnValue(false);
    window.dispatchEvent(new Event("offline"));
    open();
    await playToTheEnd();
    expect(await screen.findByText(/You will see how you did/)).toBeVisible();
    expect(askOutcomes).not.toHaveBeenCalled();
    open();
    expect(await screen.findByText(/You will see how you did/)).toBeVisible();
    vi.mocked(askOutcomes).mockResolvedValue({
      pre: [],
      post: [{ item: "post1", outcome: "correct", feedback: "Well seen." }],
    });
    online.mockReturnValue(true);
    window.dispatchEvent(new Event("online"));
    expect(await screen.findByText("Well seen.")).toBeVisible();
    expect(screen.queryByText(/You will see how you did/)).toBeNull();
  });

  it("asks an educator again after a replay, and hands the form in again", async () => {
    const module = samplePayload({ track: "educators", band: "", steps: [textStep] });
    open(module);
    await press("Right");
    await user.click(next());
    await user.click(next());
    await press("Wrong");
    await user.click(next());
    await press("Go through it again");
    await user.click(next());
    await press("Right");
    expect(device.forms.map(({ phase }) => phase)).toEqual(["pre", "post", "post"]);
  });

  it("hangs the pearl on the string with the others, from here and from elsewhere", async () => {
    vi.mocked(knownLearner).mockResolvedValue({
      modules: [
        { module: "t4", pearls: 1 },
        { module: "t5", pearls: 0 },
      ],
    } as Learner);
    const finished = { ...newRecord("t2", "v1"), pearls: 1 };
    await deviceKeeper({} as Outbox).save(finished);
    open();
    await playToTheEnd();
    expect(await screen.findByText("There are 3 on your string now.")).toBeVisible();
    expect(document.querySelector(".string--calm")).toBeNull();
  });

  it("says how much still waits on this device", async () => {
    device.left = 2;
    open();
    await playToTheEnd();
    expect(await screen.findByText(/2 answers and steps wait/)).toBeVisible();
  });

  it.each([
    ["a sensitive story", { sensitivity: 2 }, false],
    ["adults", { track: "parents", band: "" }, false],
    ["children", {}, true],
  ] as const)("has confetti or not for %s", async (_name, changes, party) => {
    open(samplePayload(changes));
    await playToTheEnd();
    await screen.findByText("One pearl for your map.");
    await waitFor(() => expect(celebrate).toHaveBeenCalledTimes(party ? 1 : 0));
  });

  it("has no confetti for who wants less motion", async () => {
    vi.mocked(matchMedia).mockReturnValue({ matches: true } as MediaQueryList);
    open();
    await playToTheEnd();
    await screen.findByText("One pearl for your map.");
    expect(celebrate).not.toHaveBeenCalled();
    expect(document.querySelector("canvas")).toBeNull();
  });
});

describe("an editor's preview", () => {
  it("plays everything, checks too, and keeps nothing", async () => {
    const save = vi.spyOn(previewKeeper, "save");
    open(samplePayload(), previewKeeper);
    expect(screen.getByText(/Preview: nothing/)).toBeVisible();
    await playToTheEnd();
    expect(await screen.findByText("One pearl for your map.")).toBeVisible();
    expect(save).toHaveBeenCalled();
    expect(askOutcomes).not.toHaveBeenCalled();
    expect(device.attempts).toEqual([]);
  });
});
