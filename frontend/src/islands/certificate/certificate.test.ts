import { render, screen, waitFor } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { knownToken } from "../../lib/learner";
import { ApiError, call } from "../../lib/api/client";
import { openOutbox } from "../../lib/offline";
import type { Island, IslandModule } from "../../lib/rewards/islands";
import type { Won } from "../../lib/rewards/won";
import Certificate from "./Certificate.svelte";
import Sheet from "./Sheet.svelte";

vi.mock("../../lib/learner", () => ({ knownToken: vi.fn() }));
vi.mock("../../lib/offline", () => ({ openOutbox: vi.fn() }));
vi.mock("../../lib/api/client", async (original) => ({ ...(await original()), call: vi.fn() }));

const module = (key: string, title: string): IslandModule => ({
  key,
  title,
  url: `/en/children/${key}/`,
  track: "children",
  band: "8-10",
  rehearsals: [],
});
const islands: Island[] = [
  {
    topic: "t1",
    label: "One",
    modules: [module("net", "The net"), module("rope", "The rope")],
  },
];
const finished: Won = {
  state: "finished",
  stars: 3,
  pearls: 1,
  steps: new Set(),
  lookedAgain: false,
  reviews: 0,
};
const signed = {
  code: "0000-1111-2222-3333",
  url: "/en/verify/0000-1111-2222-3333/",
  month: "2026-03",
};

function open(hash: string, here = new Map([["net", finished]]), everything = here) {
  location.hash = hash;
  const props = {
    islands,
    audience: "8-10",
    locale: "en",
    product: "The reef",
    here,
    everything: Promise.resolve(everything),
  } as const;
  render(Certificate, { props });
}

beforeEach(() => {
  vi.mocked(openOutbox).mockReturnValue({ flush: () => Promise.resolve() } as never);
  vi.mocked(knownToken).mockResolvedValue("token");
  vi.mocked(call).mockReset().mockResolvedValue(signed);
});

describe("a certificate", () => {
  it("shows module, month, code and where it is checked", async () => {
    open("net");
    const sheet = screen.getByRole("article", { name: "Certificate" });
    await waitFor(() => expect(sheet).toHaveTextContent("0000-1111-2222-3333"));
    expect(sheet).toHaveTextContent("The net");
    expect(sheet).toHaveTextContent("in March 2026");
    expect(sheet).toHaveTextContent("localhost:3000/en/verify/");
    expect(sheet).toHaveTextContent("The reef");
  });

  it("asks with the module's key and nothing else, whatever is typed", async () => {
    open("net");
    await screen.findByText(/It has a code/);
    await userEvent.click(screen.getByRole("radio", { name: "I type it here" }));
    const field = screen.getByRole("textbox");
    await userEvent.type(field, "Noor");
    expect(screen.getByRole("article")).toHaveTextContent("Noor");
    expect(call).toHaveBeenCalledExactlyOnceWith("post", "/api/v1/certificates/", {
      body: { module: "net" },
      token: "token",
    });
    // No browser offers it again, and no form carries it.
    expect(field).toHaveAttribute("autocomplete", "off");
    expect(field).not.toHaveAttribute("name");
    expect(field.closest("form")).toBeNull();
    await userEvent.click(screen.getByRole("radio", { name: "I write it on the paper" }));
    expect(screen.getByRole("article")).not.toHaveTextContent("Noor");
  });

  it("goes without a code when the server does not know of the end", async () => {
    vi.mocked(call).mockRejectedValue(new ApiError(400));
    open("net");
    await screen.findByText(/your answers have not all arrived/);
    expect(screen.getByRole("article")).toHaveTextContent("without a code");
  });

  it("asks nobody when this device has no learner", async () => {
    vi.mocked(knownToken).mockResolvedValue(null);
    open("net");
    await screen.findByText(/your answers have not all arrived/);
    expect(call).not.toHaveBeenCalled();
  });

  it("is not given for what is only begun, but leads there", () => {
    open("rope");
    expect(screen.queryByRole("article")).toBeNull();
    expect(screen.getByRole("link", { name: "The rope" })).toHaveAttribute(
      "href",
      "/en/children/rope/",
    );
    expect(screen.getByRole("link", { name: "The net" })).toHaveAttribute("href", "#net");
  });

  it("takes the word of the server for what another device has finished", async () => {
    open("net", new Map(), new Map([["net", finished]]));
    expect(await screen.findByRole("article")).toHaveTextContent("The net");
  });

  it("is not broken by an address that somebody mangled", () => {
    open("%E0%A4%A");
    expect(screen.getByText("For which module?")).toBeVisible();
  });
});

describe("the sheet", () => {
  const props = { title: "The net", topic: "t1", name: "", signed: null, product: "" } as const;

  it("is plain for the grown-up ones", () => {
    const { rerender } = render(Sheet, { props: { ...props, audience: "5-7" } });
    expect(screen.getByRole("article")).not.toHaveClass("sheet--plain");
    void rerender({ audience: "14-17" });
    return waitFor(() => expect(screen.getByRole("article")).toHaveClass("sheet--plain"));
  });

  it("has a line to write on, so that blank ones can be printed", () => {
    render(Sheet, { props: { ...props, audience: "8-10" } });
    expect(screen.getByText("A line to write the name on")).toBeInTheDocument();
  });
});
