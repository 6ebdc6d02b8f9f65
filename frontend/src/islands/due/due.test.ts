import { screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { ApiError } from "../../lib/api/client";
import type { Assignment } from "../../lib/api/types";
import { assignments, classOf, isTogether } from "../../lib/crew/classroom";
import { day, t } from "../../lib/i18n";
import { Table } from "../../lib/device/table";
import { newRecord, type ModuleRecord } from "../../lib/state/record";
import { showDue } from "./index";

vi.mock("../../lib/crew/classroom");

const records = new Table<ModuleRecord>("modules");
const kept = new Table<Assignment[]>("values");

function due(module: string, more: Partial<Assignment> = {}): Assignment {
  const url = `/en/children/${module}/`;
  return {
    module,
    title: `The ${module}`,
    url,
    due_on: null,
    note: "",
    state: "not_started",
    ...more,
  };
}

function openPage(): void {
  document.body.innerHTML = `<div data-due data-join-url="/en/join/" data-class-url="/en/class/"></div>`;
}

const together = () => screen.getByRole("link", { name: /together|with my class/i });

const card = (title: string) => screen.getByRole("link", { name: title }).closest("li")!;

beforeEach(async () => {
  openPage();
  vi.mocked(classOf).mockReturnValue("merry lagoon");
  vi.mocked(isTogether).mockResolvedValue(false);
  await kept.remove("due");
  await records.remove("net", "storm");
});

describe("what a class is to do", () => {
  it("is listed in its order, with day, note and how far one is", async () => {
    vi.mocked(assignments).mockResolvedValue([
      due("storm", { due_on: "2026-12-03", note: "Bring headphones." }),
      due("net", { state: "started" }),
    ]);
    await showDue();
    expect(
      within(screen.getByRole("list"))
        .getAllByRole("link")
        .map((a) => a.textContent),
    ).toEqual(["The storm", "The net"]);
    expect(card("The storm")).toHaveTextContent(t("due.until", { day: day("2026-12-03") }));
    expect(card("The storm")).toHaveTextContent("Bring headphones.");
    expect(card("The storm")).toHaveTextContent(t("due.new"));
    expect(card("The net")).toHaveTextContent(t("due.started"));
    expect(screen.getByRole("link", { name: "merry lagoon" })).toHaveAttribute("href", "/en/join/");
  });

  it("counts as finished what was finished here and has not reached the server", async () => {
    await records.put("net", { ...newRecord("net", "v"), state: "finished" });
    vi.mocked(assignments).mockResolvedValue([due("net")]);
    await showDue();
    expect(card("The net")).toHaveTextContent(t("due.finished"));
    expect(screen.getByText(t("due.done"))).toBeVisible();
  });

  it("is there without a network once it was seen", async () => {
    vi.mocked(assignments).mockRejectedValue(new ApiError(0));
    await showDue();
    expect(await screen.findByText(t("due.failed"))).toBeVisible();
    openPage();
    await kept.put("due", [due("net")]);
    await showDue();
    expect(screen.getByRole("link", { name: "The net" })).toBeVisible();
    expect(screen.queryByText(t("due.failed"))).toBeNull();
  });

  it("leads back to the class when the seat was taken elsewhere", async () => {
    await kept.put("due", [due("net")]);
    vi.mocked(assignments).mockRejectedValue(new ApiError(401));
    await showDue();
    await waitFor(() => expect(screen.getByText(t("due.gone"))).toBeVisible());
    expect(screen.queryByRole("link", { name: "The net" })).toBeNull();
    expect(screen.getByRole("link", { name: t("due.again") })).toHaveAttribute(
      "href",
      "/en/join/?again",
    );
    expect(screen.queryByRole("link", { name: t("due.together") })).toBeNull();
  });

  it("lets who has lost the seat play on without the class", async () => {
    vi.mocked(assignments).mockRejectedValue(new ApiError(401));
    localStorage.setItem("cop.class", "merry lagoon");
    await new Table("marks").put("net s", { module: "net", version: "v", step: "s" });
    await showDue();
    await waitFor(() => expect(screen.getByText(t("due.waits"))).toBeVisible());
    await userEvent.click(screen.getByRole("button", { name: t("due.alone") }));
    expect(await screen.findByText(t("due.alone_done"))).toHaveFocus();
    expect(localStorage.getItem("cop.class")).toBeNull();
    expect(await new Table("marks").entries()).toEqual([]);
  });

  it("may be nothing", async () => {
    vi.mocked(assignments).mockResolvedValue([]);
    await showDue();
    expect(await screen.findByText(t("due.none"))).toBeVisible();
  });

  it("leads to where the class answers together, in the dress of its band", async () => {
    vi.mocked(assignments).mockResolvedValue([due("net")]);
    localStorage.setItem("cop.who", "8-10");
    await showDue();
    expect(together()).toHaveTextContent(t("due.together"));
    expect(together()).toHaveAttribute("href", "/en/class/?band=8-10");
  });

  it("says that the class is answering now, and asks that once a page", async () => {
    vi.mocked(assignments).mockResolvedValue([due("net")]);
    vi.mocked(isTogether).mockClear().mockResolvedValue(true);
    await showDue();
    await waitFor(() => expect(together()).toHaveTextContent(t("due.together_now")));
    expect(together().closest("[role=status]")).not.toBeNull();
    await showDue();
    expect(isTogether).toHaveBeenCalledOnce();
  });

  it("leads there as quietly as ever when nobody can say whether the class is answering", async () => {
    vi.mocked(assignments).mockResolvedValue([due("net")]);
    vi.mocked(isTogether).mockRejectedValue(new ApiError(0));
    await showDue();
    expect(together()).toHaveTextContent(t("due.together"));
    expect(screen.queryByText(t("due.failed"))).toBeNull();
  });
});
