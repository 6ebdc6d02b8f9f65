import { ApiError } from "../../lib/api/client";
import { callAsLearner } from "../../lib/learner";
import type { Module } from "../../lib/api/types";
import { openOutbox } from "../../lib/offline";
import type { CheckOutcome, FormPhase, ModuleRecord } from "../../lib/state/record";

/** How the questions before a module and after it went. */
export type Outcomes = Record<FormPhase, CheckOutcome[]>;

/**
 * Ask the server how the forms went that were handed in.
 *
 * Their keys never reach a device. A form is handed in by the outbox; handed in once more it is answered
 * the same, so that nothing has to be kept until somebody looks. Gives an empty list for a form that was
 * not handed in or that the server does not take; rejects with an `ApiError` when it cannot be asked.
 */
export async function askOutcomes(module: Module, record: ModuleRecord): Promise<Outcomes> {
  const outcomes: Outcomes = { pre: [], post: [] };
  const introduction = { locale: module.locale, band: module.band };
  // The answers come first, and what waits of them.
  await openOutbox(introduction).flush();
  for (const phase of record.forms ?? []) {
    const form = { module: module.key, version: module.version, phase };
    try {
      const { results } = await callAsLearner("/api/v1/checks/", form, introduction);
      outcomes[phase] = results;
    } catch (error) {
      if (!(error instanceof ApiError && (error.status === 400 || error.status === 409)))
        throw error;
    }
  }
  return outcomes;
}
