// @vitest-environment node
import { describe, expect, it } from "vitest";
import vectors from "../../../../tests/vectors/hotspot.json";
import type { HotspotPart } from "../../lib/api/types";
import { holdToVectors } from "../../test/vectors";
import { grade, layOut, spots } from "./rules";

holdToVectors(vectors, grade);

const part = (id: string, role: HotspotPart["role"], spot = false): HotspotPart => ({
  id,
  role,
  text: id,
  picture: null,
  box: null,
  spot,
});

describe("a drawn screen", () => {
  const parts = [part("hi", "text"), part("who", "sender"), part("from", "address", true)];
  const idsOf = (list: HotspotPart[]) => list.map(({ id }) => id);

  it("has its spots in the order in which they are read", () => {
    expect(spots({ look: "mail", parts })).toEqual(["from"]);
  });

  it("shows who it is from above what it says, each in the author's order", () => {
    const { head, body } = layOut("mail", parts);
    expect(idsOf(head)).toEqual(["who", "from"]);
    expect(idsOf(body)).toEqual(["hi"]);
  });
});
