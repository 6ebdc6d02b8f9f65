const BASE = "/api/v1";
const TIMEOUT_MS = 30_000;
/** Browsers refuse a `keepalive` request with a body over 64 KiB; leave room for another one. */
const KEEPALIVE_LIMIT = 30_000;

/** An answer that was not a success, or (status 0) no answer at all. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    /** Seconds that the server asks to wait, or 0. */
    readonly retryAfter = 0,
  ) {
    super(status === 0 ? "no answer" : `answer ${status}`);
    this.name = "ApiError";
  }
}

/** Whether a wait of so many seconds is better told in minutes. */
export const isLong = (seconds: number): boolean => seconds > 90;

interface Options {
  method?: "GET" | "POST" | "PATCH" | "DELETE";
  body?: unknown;
  /** A learner's token. */
  token?: string;
  /** The tag of the answer that is held. */
  etag?: string;
}

/**
 * Call the API and give its JSON.
 *
 * Takes a path below /api/v1, such as "/attempts/". Rejects with an `ApiError`. No cookie is ever
 * sent: a learner is known by the token alone.
 */
export function call<T>(path: string, options: Options = {}): Promise<T> {
  return load<T>(BASE + path, options);
}

/** As `call`, with a whole address of this site, as the page gives it for the module's payload. */
export function load<T>(url: string, options: Options = {}): Promise<T> {
  return fetchAnd(url, options, async (response) =>
    response.status === 204 ? (undefined as T) : ((await response.json()) as T),
  );
}

/**
 * Fetch an address of this site and read its answer with `read`, which takes successes alone.
 *
 * Rejects with an `ApiError`: of status 304, too, when what `etag` names still holds.
 */
export async function fetchAnd<T>(
  url: string,
  options: Options,
  read: (response: Response) => Promise<T>,
): Promise<T> {
  const { method = "GET", token, etag } = options;
  const body = options.body === undefined ? undefined : JSON.stringify(options.body);
  const headers: Record<string, string> = { Accept: "application/json" };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  if (token) headers["Authorization"] = `Bearer ${token}`;
  if (etag) headers["If-None-Match"] = etag;
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), TIMEOUT_MS);
  try {
    const response = await fetch(url, {
      method,
      headers,
      body,
      credentials: method === "GET" && !token ? "same-origin" : "omit",
      keepalive: body !== undefined && body.length < KEEPALIVE_LIMIT,
      signal: abort.signal,
    });
    if (!response.ok) {
      throw new ApiError(response.status, Number(response.headers.get("Retry-After")) || 0);
    }
    return await read(response);
  } catch (error) {
    throw error instanceof ApiError ? error : new ApiError(0);
  } finally {
    clearTimeout(timer);
  }
}
