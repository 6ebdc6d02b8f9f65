/** What there is to be won, as the page tells it. */
import { jsonOfPage } from "../page";
import type { Band, Track } from "../api/types";
import type { ArtName } from "../../art/names";
import { recall } from "../device/choices";
import { isAdult, type Audience } from "./addresses";

export interface IslandModule {
  key: string;
  title: string;
  url: string;
  track: Track;
  band: Band;
  /** Ids of the steps in which one practises to tell somebody. */
  rehearsals: string[];
}

export interface Island {
  /** t1 to t12, which is the name of its picture, too. */
  topic: Extract<ArtName, `t${number}`>;
  label: string;
  modules: IslandModule[];
}

/** The islands of the page, from its JSON script element. */
export function islandsOfPage(): Island[] {
  return jsonOfPage<Island[] | null>("islands") ?? [];
}

/** Whom a module is for. */
export function audienceOf({ track, band }: IslandModule): Audience {
  return track === "children" ? band : track;
}

/** Whom the page is for: as it says, else as this device remembers. */
export function audienceHere(said: string): Audience {
  return (said || (recall("who") ?? "")) as Audience;
}

/** Whether somebody of this age has put pirates and badges behind them. */
export function likesItPlain(audience: Audience): boolean {
  return isAdult(audience) || audience === "14-17";
}
