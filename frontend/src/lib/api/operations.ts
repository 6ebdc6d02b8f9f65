/**
 * What each call of the API takes and returns, by method and path, as its OpenAPI document says.
 *
 * `schema.d.ts` is generated from that document (`make schema`); nothing here repeats it.
 */
import type { paths } from "./schema";
import type { Module, Review } from "./types";

export type Method = "get" | "post" | "patch" | "delete";

/** The paths that answer a method. */
export type PathOf<M extends Method> = M extends Method
  ? { [P in keyof paths]: paths[P] extends Record<M, object> ? P : never }[keyof paths]
  : never;

/** The documents that `types.ts` describes more closely than OpenAPI can. */
interface Closer {
  "/api/v1/content/{version}/": Module;
  "/api/v1/learners/me/review/": Review;
}

type Operation<M extends Method, P extends keyof paths> = P extends keyof paths
  ? paths[P][M]
  : never;

type Json<R> = R extends { content: { "application/json": infer D } } ? D : undefined;

type Success<O> = O extends { responses: infer R } ? Json<R[keyof R & (200 | 201 | 204)]> : never;

/** What a success answers: the document, or undefined where there is none. */
export type DocumentOf<M extends Method, P extends PathOf<M>> = P extends keyof Closer
  ? Closer[P]
  : Success<Operation<M, P>>;

type Params<O> = O extends { parameters: { path: infer V extends object } }
  ? { params: V }
  : object;

type Query<O> = O extends { parameters: { query?: infer V } }
  ? { query?: Exclude<V, undefined> }
  : object;

type Body<O> = O extends { requestBody?: infer B }
  ? NonNullable<B> extends { content: { "application/json": infer V } }
    ? [NonNullable<B>] extends [never]
      ? object
      : { body: AnyLocale<V> }
    : object
  : object;

/** A site has languages of its own; the document lists those of the site that it was made with. */
type AnyLocale<V> = V extends { locale: string } ? Omit<V, "locale"> & { locale: string } : V;

/** What a call takes, as its path asks for it, and the caller’s token. */
export type RequestOf<M extends Method, P extends PathOf<M>> = Params<Operation<M, P>> &
  Query<Operation<M, P>> &
  Body<Operation<M, P>> & { token?: string };

/** The body that a path takes; undefined for none. */
export type BodyOf<M extends Method, P extends PathOf<M>> =
  Body<Operation<M, P>> extends { body: infer V } ? V : undefined;
