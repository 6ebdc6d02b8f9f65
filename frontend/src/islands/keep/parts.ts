import type { Module } from "../../lib/api/types";

/**
 * Fetch every part of the program that plays a module; the worker keeps what passes it.
 *
 * They come with the stage, of whose chunk they are. Rejects when one cannot be fetched.
 */
export async function loadParts(module: Module): Promise<void> {
  const stage = await import("../stage");
  await stage.loadParts(module);
}
