/** Asking again and again, apart from `client.ts`, as few pages do. */
import { ApiError, fetchAnd } from "./client";

/** An answer and the tag that tells it from later ones. */
export interface Tagged<T> {
  data: T;
  etag: string;
}

/**
 * Ask again for something that may have changed; null while the answer with `etag` still holds.
 *
 * Takes a whole address of this site.
 */
export async function callIfChanged<T>(
  url: string,
  token: string,
  etag: string,
): Promise<Tagged<T> | null> {
  try {
    return await fetchAnd(url, { token, etag }, async (response) => {
      const data = (await response.json()) as T;
      return { data, etag: response.headers.get("ETag") ?? "" };
    });
  } catch (error) {
    if (error instanceof ApiError && error.status === 304) return null;
    throw error;
  }
}
