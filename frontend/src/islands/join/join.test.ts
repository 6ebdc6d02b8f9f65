import { render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { ApiError } from "../../lib/api/client";
import type { OpenClass } from "../../lib/api/types";
import { classOf, isTogether, openClass, takeSeat } from "../../lib/crew/classroom";
import { leave } from "../../lib/crew/farewell";
import { remember } from "../../lib/device/choices";
import { t } from "../../lib/i18n";
import Join from "./Join.svelte";
import type { PictureSet } from "./picture-set";

vi.mock("../../lib/crew/classroom");
vi.mock("../../lib/crew/farewell");

const CODE = "2DWM-CBG6";
const SYMBOLS = "2DWMCBG6";
const classroom: OpenClass = {
  play_name: "merry lagoon",
  band: "8-10",
  locale: "en",
  seats: [
    { id: "s1", label: "calm otter", avatar: "otter-teal" },
    { id: "s2", label: "brave seal", avatar: "seal-rose" },
  ],
};
const set: PictureSet = {
  length: 3,
  pictures: ["anchor", "boat", "shell", "kite"].map((id) => ({ id, name: id })),
};

const onplay = vi.fn();
const user = userEvent.setup();
const button = (name: string | RegExp) => screen.getByRole("button", { name });
const field = () => screen.getByLabelText<HTMLInputElement>(t("join.code.label"));

function come(code = "", isAgain = false) {
  const props = { pictures: { "8-10": set }, code, page: "/en/join/", isAgain, onplay };
  return render(Join, { props });
}

async function type(code: string): Promise<void> {
  await user.clear(field());
  await user.type(field(), code);
  await user.click(button(t("join.code.go")));
}

/** Come as far as the pictures of the first seat. */
async function sitDown(): Promise<void> {
  come(CODE);
  await user.click(await screen.findByRole("button", { name: "calm otter" }));
}

async function tap(...pictures: string[]): Promise<void> {
  for (const name of pictures) await user.click(button(name));
}

beforeEach(() => {
  localStorage.clear();
  history.replaceState(null, "", "/en/join/");
  onplay.mockReset();
  vi.mocked(classOf).mockReturnValue("");
  vi.mocked(openClass).mockReset().mockResolvedValue(classroom);
  vi.mocked(takeSeat).mockReset().mockResolvedValue("");
  vi.mocked(isTogether).mockReset().mockResolvedValue(false);
});

describe("the code of a class", () => {
  it("can be tapped on keys that have no other signs", async () => {
    come();
    const keys = within(screen.getByRole("group", { name: t("join.code.keys") }));
    expect(keys.getAllByRole("button")).toHaveLength(24);
    for (const key of ["2", "D", "W", "X"])
      await user.click(keys.getByRole("button", { name: key }));
    await user.click(keys.getByRole("button", { name: t("join.code.back") }));
    for (const key of "MCBG6") await user.click(keys.getByRole("button", { name: key }));
    expect(field()).toHaveValue(CODE);
    await user.click(button(t("join.code.go")));
    expect(openClass).toHaveBeenCalledExactlyOnceWith(SYMBOLS);
    expect(await screen.findByRole("heading", { name: t("join.seat.title") })).toHaveFocus();
  });

  it("can be typed in any spelling", async () => {
    come();
    await type(" 2dwm cbg٦ ");
    expect(openClass).toHaveBeenCalledExactlyOnceWith(SYMBOLS);
  });

  it("is not sent while it cannot be one, and says what is wrong", async () => {
    come();
    for (const [typed, words] of [
      ["2DWM", t("join.code.short", { count: 4 })],
      ["2DWMCBG66", t("join.code.long")],
      ["2DWM CBO6", t("join.code.unknown", { sign: "O" })],
      // Two signs swapped.
      ["2DWM CGB6", t("join.code.mistyped")],
    ] as const) {
      await type(typed);
      expect(screen.getByRole("alert")).toHaveTextContent(words);
      expect(field()).toHaveFocus();
      expect(field()).toHaveValue(typed);
    }
    expect(openClass).not.toHaveBeenCalled();
  });

  it.each([
    [404, 0, t("join.code.wrong")],
    [429, 170, t("join.wait", { count: 3 })],
    [429, 8, t("join.wait.seconds", { count: 8 })],
    [429, 0, t("join.wait.seconds", { count: 1 })],
    [503, 0, t("join.failed")],
    [0, 0, t("join.failed")],
  ])("says kindly what to do after answer %i", async (status, wait, words) => {
    vi.mocked(openClass).mockRejectedValue(new ApiError(status, wait));
    come();
    await type(CODE);
    expect(screen.getByRole("alert")).toHaveTextContent(words);
    expect(field()).toHaveValue(CODE);
    expect(button(t("join.code.go"))).toBeEnabled();
  });

  it("says that there is no connection", async () => {
    vi.spyOn(navigator, "onLine", "get").mockReturnValue(false);
    vi.mocked(openClass).mockRejectedValue(new ApiError(0));
    come();
    await type(CODE);
    expect(screen.getByRole("alert")).toHaveTextContent(t("join.offline"));
  });

  it("comes with the address, and a reload finds it there again", async () => {
    come(CODE.toLowerCase());
    expect(await screen.findByRole("button", { name: "brave seal" })).toBeVisible();
    expect(location.pathname).toBe(`/en/join/${CODE}/`);
    await user.click(button(t("join.code.other")));
    expect(location.pathname).toBe("/en/join/");
    expect(field()).toHaveValue("");
  });

  it("of an address that opens nothing can be mended", async () => {
    vi.mocked(openClass).mockRejectedValueOnce(new ApiError(404));
    come(CODE);
    expect(await screen.findByText(t("join.code.wrong"))).toBeVisible();
    expect(field()).toHaveValue(CODE);
    await user.click(button(t("join.code.go")));
    expect(await screen.findByRole("button", { name: "calm otter" })).toBeVisible();
  });
});

describe("a seat and its pictures", () => {
  it("dresses the page for the band of the class", async () => {
    vi.mocked(openClass).mockResolvedValue({ ...classroom, band: "5-7" });
    come(CODE);
    await screen.findByRole("button", { name: "calm otter" });
    expect(document.documentElement.dataset).toMatchObject({ band: "5-7", dress: "young" });
  });

  it("lets a pupil in who taps the pictures in their order, and sends nothing before", async () => {
    vi.mocked(takeSeat).mockImplementation(() => {
      remember("who", "8-10");
      return Promise.resolve("");
    });
    await sitDown();
    expect(screen.getByRole("heading", { name: "calm otter" })).toHaveFocus();
    expect(button(t("join.pictures.go"))).toBeDisabled();
    await tap("kite", "kite", "boat");
    expect(button(t("join.pictures.go"))).toBeDisabled();
    expect(button("kite")).toHaveAttribute("aria-pressed", "true");
    await user.click(button(t("join.pictures.back")));
    await tap("anchor", "shell", "boat");
    await user.click(button(t("join.pictures.go")));
    expect(takeSeat).toHaveBeenCalledExactlyOnceWith(SYMBOLS, classroom.seats[0], [
      "kite",
      "anchor",
      "shell",
    ]);
    expect(onplay).toHaveBeenCalledExactlyOnceWith("8-10");
  });

  it("begins the pictures anew after a miss, and sends to the teacher after three", async () => {
    vi.mocked(takeSeat).mockRejectedValue(new ApiError(404));
    await sitDown();
    for (let miss = 1; miss <= 3; miss += 1) {
      await tap("kite", "anchor", "shell");
      await user.click(button(t("join.pictures.go")));
      expect(screen.getByRole("alert")).toHaveTextContent(t("join.pictures.wrong"));
      expect(screen.queryAllByText(t("join.pictures.ask"))).toHaveLength(miss === 3 ? 1 : 0);
      expect(screen.queryByRole("button", { pressed: true })).toBeNull();
    }
    expect(onplay).not.toHaveBeenCalled();
    await user.click(button(t("join.pictures.other")));
    await user.click(button("brave seal"));
    expect(screen.getByRole("alert")).toBeEmptyDOMElement();
  });

  it("keeps the pictures when the network is gone, to try again", async () => {
    vi.mocked(takeSeat).mockRejectedValueOnce(new ApiError(0));
    await sitDown();
    await tap("kite", "anchor", "shell");
    await user.click(button(t("join.pictures.go")));
    expect(screen.getByRole("alert")).toHaveTextContent(t("join.failed"));
    await user.click(button(t("join.pictures.go")));
    expect(onplay).toHaveBeenCalledOnce();
  });
});

describe("who has a seat already", () => {
  beforeEach(() => {
    vi.mocked(classOf).mockReturnValue("merry lagoon");
  });

  it("goes on playing, or makes room for somebody else", async () => {
    remember("who", "8-10");
    come();
    expect(screen.getByText(t("join.here", { name: "merry lagoon" }))).toBeVisible();
    await user.click(button(t("join.here.go")));
    expect(onplay).toHaveBeenCalledExactlyOnceWith("8-10");
    await user.click(button(t("join.here.else")));
    expect(field()).toHaveValue("");
  });

  it("is told when the seat is used on another device, and where to join again", async () => {
    vi.mocked(isTogether).mockRejectedValue(new ApiError(401));
    come();
    expect(await screen.findByText(t("due.gone"))).toBeVisible();
    expect(screen.getByRole("link", { name: t("due.again") })).toHaveAttribute(
      "href",
      "/en/join/?again",
    );
    expect(screen.queryByRole("button", { name: t("join.leave") })).toBeNull();
  });

  it("is asked for the code at once when joining again", () => {
    come("", true);
    expect(field()).toHaveValue("");
    expect(screen.queryByText(t("join.here", { name: "merry lagoon" }))).toBeNull();
  });

  it("leaves only when sure, and when nothing would be lost", async () => {
    vi.mocked(leave).mockResolvedValueOnce(false).mockResolvedValueOnce(true);
    come();
    await user.click(button(t("join.leave")));
    await user.click(button(t("join.leave.no")));
    expect(leave).not.toHaveBeenCalled();
    await user.click(button(t("join.leave")));
    await user.click(button(t("join.leave.yes")));
    expect(await screen.findByText(t("join.leave.waiting"))).toBeVisible();
    await user.click(button(t("join.leave.yes")));
    expect(await screen.findByText(t("join.leave.done"))).toBeVisible();
  });
});
