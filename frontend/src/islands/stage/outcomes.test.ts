import { beforeEach, describe, expect, it, vi } from "vitest";
import { callAsLearner } from "../../lib/api/learner";
import { newRecord, type ModuleRecord } from "../../lib/state/record";
import { samplePayload } from "../../test/payload";
import { askOutcomes } from "./outcomes";

const flush = vi.hoisted(() => vi.fn());
vi.mock("../../lib/api/learner", () => ({ callAsLearner: vi.fn() }));
vi.mock("../../lib/offline", () => ({ openOutbox: () => ({ flush }) }));

const response = { choices: ["yes"] };
const checks: ModuleRecord["checks"] = {
  pre1: { id: "id-pre", version: "v1", response },
  post1: { id: "id-post", version: "v1", response },
};

beforeEach(() => {
  flush.mockReset().mockResolvedValue(undefined);
  vi.mocked(callAsLearner).mockReset();
});

describe("how the questions at the end went", () => {
  it("is asked with the ids of the first sending, when all else has been sent", async () => {
    vi.mocked(callAsLearner).mockImplementation(() => {
      expect(flush).toHaveBeenCalledOnce();
      const result = { id: "id-post", status: "duplicate", outcome: "partial", feedback: "Why." };
      return Promise.resolve({ results: [result], progress: [] });
    });
    const outcomes = await askOutcomes(samplePayload(), { ...newRecord("m", "v2"), checks });
    expect(outcomes).toEqual([{ item: "post1", outcome: "partial", feedback: "Why." }]);
    const attempt = { id: "id-post", version: "v1", response, item: "post1", phase: "post" };
    expect(callAsLearner).toHaveBeenCalledWith(
      "/attempts/",
      { attempts: [{ ...attempt, module: "t1-test" }] },
      { locale: "en", band: "8-10" },
    );
  });

  it("is not asked when there were none", async () => {
    expect(await askOutcomes(samplePayload(), newRecord("m", "v1"))).toEqual([]);
    expect(callAsLearner).not.toHaveBeenCalled();
  });

  it("leaves out what the server does not know", async () => {
    const result = { id: "id-post", status: "rejected", outcome: null, feedback: "" };
    vi.mocked(callAsLearner).mockResolvedValue({ results: [result], progress: [] });
    expect(await askOutcomes(samplePayload(), { ...newRecord("m", "v1"), checks })).toEqual([]);
  });
});
