/** The messages that the demo site has sent: it keeps them as files beside its data. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "@playwright/test";

const MAIL = join(process.env.SITE_DATA_DIR ?? "", "mail");

/** Give the path of the link in the latest message to an address, once there is one. */
export async function linkTo(address: string, within: string): Promise<string> {
  let found = "";
  await expect
    .poll(() => {
      found = linksTo(address).findLast((link) => link.includes(within)) ?? "";
      return found;
    })
    .not.toBe("");
  return found;
}

function linksTo(address: string): string[] {
  if (!existsSync(MAIL)) return [];
  return readdirSync(MAIL)
    .toSorted()
    .map((name) => readFileSync(join(MAIL, name), "utf8"))
    .filter((text) => text.includes(`To: ${address}`))
    .flatMap((text) => text.match(/https?:\/\/\S+/g) ?? [])
    .map((link) => new URL(link).pathname);
}
