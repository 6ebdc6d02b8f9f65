import { render, screen } from "@testing-library/svelte";
import { expect, it, vi } from "vitest";
import type { Item } from "../../lib/api/types";
import { practiceItem } from "../../test/payload";
import Player from "./Player.svelte";

it("says that a newer version is needed, and keeps nobody", () => {
  const item = { ...practiceItem("q", "Put in order"), kind: "order" } as unknown as Item;
  const onskip = vi.fn();
  const onanswer = vi.fn();
  render(Player, { item, saved: null, band: "8-10", ondraft: vi.fn(), onanswer, onskip });
  expect(screen.getByText(/needs a newer version/)).toBeVisible();
  expect(onskip).toHaveBeenCalledOnce();
  expect(onanswer).not.toHaveBeenCalled();
});
