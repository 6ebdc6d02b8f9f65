/** Asking again and again, apart from `client.ts`, as few pages do. */
import { ApiError, fetchAnd } from "./client";
import type { DocumentOf, PathOf } from "./operations";

/** An answer and the tag that tells it from later ones. */
export interface Tagged<T> {
  data: T;
  etag: string;
}

/** Ask again for something that may have changed; null while the answer with `etag` still holds. */
export async function callIfChanged<P extends PathOf<"get">>(
  path: P,
  token: string,
  etag: string,
): Promise<Tagged<DocumentOf<"get", P>> | null> {
  try {
    return await fetchAnd(path, { token, etag }, async (response) => ({
      data: await response.json(),
      etag: response.headers.get("ETag") ?? "",
    }));
  } catch (error) {
    if (error instanceof ApiError && error.status === 304) return null;
    throw error;
  }
}
