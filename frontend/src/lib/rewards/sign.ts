/** The server's word that a module was finished, for a certificate. */
import { call } from "../api/client";
import { knownToken } from "../learner";
import type { Certificate } from "../api/types";
import type { Outbox } from "../offline/outbox";
import { currentLocale } from "../i18n";
import { withDigits } from "../i18n/translate";

/**
 * Ask for the code of a finished module, after everything that waits has been sent.
 *
 * Sends the module's key and nothing else. Gives null when nobody can be asked, or when the server
 * does not know of the end: the certificate is made without a code then.
 */
export async function signed(module: string, outbox: Outbox): Promise<Certificate | null> {
  await outbox.flush();
  const token = await knownToken();
  if (!token) return null;
  try {
    return await call("post", "/api/v1/certificates/", { body: { module }, token });
  } catch {
    return null;
  }
}

/** A month, given as YYYY-MM, in the words of the page's language. */
export function monthInWords(month: string): string {
  const format = new Intl.DateTimeFormat(withDigits(currentLocale()), {
    month: "long",
    year: "numeric",
    timeZone: "UTC",
  });
  return format.format(new Date(month));
}
