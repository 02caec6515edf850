import type { Static, TSchema } from 'typebox'

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

interface Shape {
  readonly params?: TSchema
  readonly query?: TSchema
  readonly body?: TSchema
  readonly reply: TSchema
}

/**
 * One route, said once: the server binds it, the client calls it, the API listing prints it.
 * `needs` is a permission, or `public`, or `signedIn`; `refuses` lists the codes beyond `platformRefusals`.
 */
export interface Contract<S extends Shape = Shape> {
  readonly name: string
  readonly method: Method
  /** Below `/api`, with `:name` for params. */
  readonly path: `/${string}`
  readonly summary: string
  readonly shape: S
  readonly needs: string
  readonly refuses: readonly string[]
  /** Answered also to whoever is still to choose a password of their own. */
  readonly beforeOwnPassword?: true
  /** Answered also to whoever is still to set up a second factor; whatever is answered before a password is, too. */
  readonly beforeSecondFactor?: true
  /** What a reply that makes nothing new is told with, when not 200. */
  readonly status?: 202
}

type PartOf<S, K extends string> =
  S extends Readonly<Record<K, infer T extends TSchema>> ? Static<T> : undefined

export type ParamsOf<C extends Contract> = PartOf<C['shape'], 'params'>
export type QueryOf<C extends Contract> = PartOf<C['shape'], 'query'>
export type BodyOf<C extends Contract> = PartOf<C['shape'], 'body'>
export type ReplyOf<C extends Contract> = Static<C['shape']['reply']>

type AskedPart<K extends string, P> = [P] extends [undefined] ? unknown : { readonly [key in K]: P }

/** Exactly the parts that a contract asks for. */
export type RequestOf<C extends Contract> = AskedPart<'params', ParamsOf<C>> &
  AskedPart<'query', QueryOf<C>> &
  AskedPart<'body', BodyOf<C>>

/** The request as what a function that asks is given: nothing where nothing is asked for. */
export type RequestArguments<C extends Contract> = unknown extends RequestOf<C> ? [] : [asked: RequestOf<C>]

export const contract = <const S extends Shape>(row: Contract<S>): Contract<S> => row
