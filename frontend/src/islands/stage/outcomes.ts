import { callAsLearner } from "../../lib/api/learner";
import type { AttemptsAnswer, Module } from "../../lib/api/types";
import { openOutbox } from "../../lib/offline";
import type { CheckOutcome, ModuleRecord } from "../../lib/state/record";

/**
 * Ask the server how the questions at the end went.
 *
 * Their keys never reach a device, so they are sent once more: the server knows the attempts by
 * their ids and answers with their first outcome, now that the module is finished with feedback.
 * Gives an empty list when there were none; rejects with an `ApiError`.
 */
export async function askOutcomes(module: Module, record: ModuleRecord): Promise<CheckOutcome[]> {
  const attempts = module.check.post.flatMap(({ id: item }) => {
    const sent = record.checks[item];
    return sent ? [{ ...sent, module: module.key, item, phase: "post" as const }] : [];
  });
  if (attempts.length === 0) return [];
  const introduction = { locale: module.locale, band: module.band };
  // What is still on its way decides whether the server takes the module as finished.
  await openOutbox(introduction).flush();
  const { results } = await callAsLearner<AttemptsAnswer>("/attempts/", { attempts }, introduction);
  return attempts.flatMap(({ id, item }) => {
    const result = results.find((candidate) => candidate.id === id);
    return result?.outcome ? [{ item, outcome: result.outcome, feedback: result.feedback }] : [];
  });
}
