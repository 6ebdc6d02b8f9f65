/**
 * Where the stage leaves what a player did: this device and the outbox, or nowhere.
 */
import { enrol } from "../device/learner-list";
import { isUnsaved } from "../device/learner-slot";
import { Table } from "../device/table";
import type { Outbox } from "../offline/outbox";
import type { Attempt, Form, StepMark } from "../api/types";
import type { ModuleRecord } from "./record";

export interface Keeper {
  /** False when nothing is kept, as in an editor's preview. */
  readonly keeps: boolean;
  /** What is said to whoever plays, when nothing is kept. */
  readonly notice?: "stage.preview" | "stage.unsaved";
  load: (module: string) => Promise<ModuleRecord | undefined>;
  save: (record: ModuleRecord) => Promise<void>;
  sendAttempt: (attempt: Attempt) => Promise<void>;
  /** Hand a form of a check in, after its answers. */
  sendForm: (form: Form) => Promise<void>;
  sendMark: (mark: StepMark) => Promise<void>;
  /** Try to send what waits; gives how much waits still. */
  waiting: () => Promise<number>;
}

const records = new Table<ModuleRecord>("modules");

/** Every module that this page's player ever opened on this device. */
export async function allRecords(): Promise<ModuleRecord[]> {
  return (await records.entries()).map(([, record]) => record);
}

/**
 * Keep everything on the device and send it when there is a network; or nothing, in a tab that plays
 * without saving.
 */
export function deviceKeeper(outbox: Outbox): Keeper {
  if (isUnsaved) return { ...previewKeeper, notice: "stage.unsaved" };
  return {
    keeps: true,
    load: (module) => records.get(module),
    save: (record) => {
      enrol();
      return records.put(record.module, record);
    },
    sendAttempt: (attempt) => outbox.addAttempt(attempt),
    sendForm: (form) => outbox.addForm(form),
    sendMark: (mark) => outbox.addMark(mark),
    waiting: () => outbox.flush().then(() => outbox.waiting()),
  };
}

/** Keep nothing: for a draft in the editor's preview. */
export const previewKeeper: Keeper = {
  keeps: false,
  notice: "stage.preview",
  load: () => Promise.resolve(undefined),
  save: () => Promise.resolve(),
  sendAttempt: () => Promise.resolve(),
  sendForm: () => Promise.resolve(),
  sendMark: () => Promise.resolve(),
  waiting: () => Promise.resolve(0),
};
