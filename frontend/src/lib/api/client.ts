import type { BodyOf, DocumentOf, Method, PathOf, RequestOf } from "./operations";

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
  method?: Method;
  body?: unknown;
  /** A learner's token. */
  token?: string;
  /** The tag of the answer that is held. */
  etag?: string;
}

/** What fills a path of the API, and what goes with it. */
interface Parts extends Omit<Options, "method"> {
  params?: Record<string, string>;
  query?: Record<string, string | number | undefined>;
}

/**
 * Call the API and return the document of its answer, undefined for an answer without one.
 *
 * Takes a path of the API's document as it stands there, such as "/api/v1/rounds/{uid}/votes/", with
 * what that path asks for. Rejects with an `ApiError`. No cookie is ever sent: a learner is known by
 * the token alone.
 */
export function call<M extends Method, P extends PathOf<M>>(
  method: M,
  path: P,
  request: RequestOf<M, P>,
): Promise<DocumentOf<M, P>> {
  const { params, query, ...options }: Parts = request;
  const filled = path.replace(/{(\w+)}/g, (_all, name: string) => params?.[name] ?? "");
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined) search.set(name, String(value));
  }
  return fetchAnd(query ? `${filled}?${search}` : filled, { ...options, method }, documentOf);
}

/** As `call("get", path)`, where the page gives the address, as it does for the module's payload. */
export function callAt<P extends PathOf<"get">>(
  _path: P,
  url: string,
): Promise<DocumentOf<"get", P>> {
  return fetchAnd(url, {}, documentOf);
}

/** As `call("post", path, { body, token })`, for a path that only the caller knows. */
export function post<P extends PathOf<"post">>(
  path: P,
  body: BodyOf<"post", P>,
  token: string,
): Promise<DocumentOf<"post", P>> {
  return fetchAnd(path, { method: "post", body, token }, documentOf);
}

async function documentOf(response: Response) {
  return response.status === 204 ? undefined : response.json();
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
  const { method = "get", token, etag } = options;
  const body = options.body === undefined ? undefined : JSON.stringify(options.body);
  const headers: Record<string, string> = { Accept: "application/json" };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  if (token) headers["Authorization"] = `Bearer ${token}`;
  if (etag) headers["If-None-Match"] = etag;
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), TIMEOUT_MS);
  try {
    const response = await fetch(url, {
      method: method.toUpperCase(),
      headers,
      body,
      credentials: method === "get" && !token ? "same-origin" : "omit",
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
