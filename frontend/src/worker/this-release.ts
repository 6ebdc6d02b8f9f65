import data from "virtual:release";
import { Release, type ReleaseData } from "./release";

/** The build that this worker belongs to. */
export const release = new Release(data as ReleaseData);
