// @vitest-environment node
import { describe, expect, it } from "vitest";
import vectors from "../../../../tests/vectors/chat.json";
import type { ChatKey } from "../../lib/api/types";
import { holdToVectors } from "../../test/vectors";
import { chatItem, chatKey } from "../../test/chat-item";
import { grade, log, mood, noticedIn, suspects, walk } from "./rules";

holdToVectors<ChatKey>(vectors as typeof vectors & { keys: Record<string, unknown> }, grade);

const at = (path: string[]) => walk(chatItem, path).at?.id;

describe("walking", () => {
  it("starts at the first node and follows goto, then the node's own way on", () => {
    expect(at([])).toBe("lobby");
    expect(at(["lobby-age"])).toBe("gift");
    expect(at(["lobby-aunt"])).toBe("early");
  });

  it("waits for all picks of a node; the first goto in the node's order wins", () => {
    const there = ["lobby-age", "gift-quiet"];
    expect(at(there)).toBe("act");
    expect(at([...there, "act-stop"])).toBe("act");
    expect(at([...there, "act-stop", "act-save"])).toBe("open");
    expect(at([...there, "act-tell", "act-stop"])).toBe("help");
  });

  it("comes back to a node with its choice used up", () => {
    const { visits } = walk(chatItem, ["lobby-age", "gift-blame"]);
    expect(visits.map(({ node }) => node.id)).toEqual(["lobby", "gift", "gift"]);
  });

  it("goes as far as an old path still leads", () => {
    const { path, at: node } = walk(chatItem, ["lobby-age", "gone", "gift-quiet"]);
    expect(path).toEqual(["lobby-age"]);
    expect(node?.id).toBe("gift");
    expect(walk({ ...chatItem, start: "gone" }, ["lobby-age"]).at).toBeUndefined();
  });

  it("never takes a choice twice", () => {
    expect(walk(chatItem, ["lobby-age", "gift-blame", "gift-blame"]).path).toHaveLength(2);
  });
});

describe("the log", () => {
  it("has messages, what was chosen, and its note, each with an id of its own", () => {
    const entries = log(chatItem, chatKey, walk(chatItem, ["lobby-age", "gift-blame"]));
    expect(entries.map(({ kind }) => kind)).toEqual([
      ...["message", "message", "choice", "note"],
      ...["message", "choice", "note"],
      "message",
    ]);
    expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
  });
});

describe("the comfort face", () => {
  it("goes with the choices and stays on its scale", () => {
    const after = (...path: string[]) => mood(chatKey, walk(chatItem, path));
    expect(after()).toBe(2);
    expect(after("lobby-age", "gift-blame")).toBe(1);
    expect(after("lobby-age", "gift-quiet", "act-stop", "act-save")).toBe(4);
  });

  it("is not worried where help has come", () => {
    const path = ["lobby-age", "gift-blame", "gift-thanks", "act-tell", "act-pay"];
    expect(mood(chatKey, walk(chatItem, path))).toBe(3);
  });
});

describe("warning signs", () => {
  it("may be what others write, and what the narrator says where one of the narrator's is one", () => {
    expect([...suspects(chatItem, chatKey)]).toEqual(["m-hello", "m-gift", "m-act"]);
    const signs = { ...chatKey.signs, "m-scene": "Nine messages in a row." };
    expect(suspects(chatItem, { ...chatKey, signs }).has("m-scene")).toBe(true);
  });

  it("are not asked for in a chat without any", () => {
    expect(suspects(chatItem, { ...chatKey, signs: {} }).size).toBe(0);
    expect(suspects(chatItem, undefined).size).toBe(0);
  });

  it("come back from a draft as far as they still exist", () => {
    const draft = { path: [], noticed: ["m-gift", "gone"] };
    expect(noticedIn(chatItem, draft)).toEqual(["m-gift"]);
    expect(noticedIn(chatItem, { path: [] })).toEqual([]);
  });
});
