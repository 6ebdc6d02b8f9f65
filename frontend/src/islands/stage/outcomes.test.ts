// @vitest-environment node
import { beforeEach, describe, expect, it, vi } from "vitest";
import { ApiError } from "../../lib/api/client";
import { callAsLearner } from "../../lib/learner";
import { newRecord } from "../../lib/state/record";
import { samplePayload } from "../../test/payload";
import { askOutcomes } from "./outcomes";

const flush = vi.hoisted(() => vi.fn());
vi.mock("../../lib/learner", () => ({ callAsLearner: vi.fn() }));
vi.mock("../../lib/offline", () => ({ openOutbox: () => ({ flush }) }));

const record = { ...newRecord("t1-test", "v1"), forms: ["pre" as const, "post" as const] };
const answerTo = (item: string) => ({
  score: 0,
  results: [{ item, outcome: "partial" as const, score: 0.5, feedback: "Why." }],
});

beforeEach(() => {
  flush.mockReset().mockResolvedValue(undefined);
  vi.mocked(callAsLearner).mockReset();
});

describe("how the questions went", () => {
  it("is asked of each form that was handed in, when all else has been sent", async () => {
    vi.mocked(callAsLearner).mockImplementation((_path, form) => {
      expect(flush).toHaveBeenCalledOnce();
      return Promise.resolve(answerTo((form as unknown as { phase: string }).phase));
    });
    const { pre, post } = await askOutcomes(samplePayload(), record);
    expect(pre).toMatchObject([{ item: "pre", outcome: "partial", feedback: "Why." }]);
    expect(post).toMatchObject([{ item: "post", outcome: "partial", feedback: "Why." }]);
    expect(callAsLearner).toHaveBeenLastCalledWith(
      "/api/v1/checks/",
      { module: "t1-test", version: "v1", phase: "post" },
      { locale: "en", band: "8-10" },
    );
  });

  it("is not asked when nothing was handed in", async () => {
    expect(await askOutcomes(samplePayload(), newRecord("m", "v1"))).toEqual({ pre: [], post: [] });
    expect(callAsLearner).not.toHaveBeenCalled();
  });

  it.each([400, 409])("leaves out a form that is refused with %i", async (status) => {
    vi.mocked(callAsLearner)
      .mockRejectedValueOnce(new ApiError(status))
      .mockResolvedValueOnce(answerTo("post1"));
    const { pre, post } = await askOutcomes(samplePayload(), record);
    expect([pre.length, post.length]).toEqual([0, 1]);
  });

  it("is asked again later when there is no network", async () => {
    vi.mocked(callAsLearner).mockRejectedValue(new ApiError(0));
    await expect(askOutcomes(samplePayload(), record)).rejects.toMatchObject({ status: 0 });
  });
});
