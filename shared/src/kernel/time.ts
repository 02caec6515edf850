import * as Type from 'typebox'

declare const instantBrand: unique symbol

/** An RFC 3339 UTC moment with milliseconds, such as `2026-11-24T06:05:09.120Z`: sorts as text. */
export type Instant = string & { readonly [instantBrand]: true }

/** A moment on the wire; any RFC 3339 offset is taken, UTC is sent. */
export const InstantText = Type.String({
  pattern: String.raw`^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$`,
})

/** The moment of an epoch in milliseconds, or of a text that `InstantText` took. Throws on no moment at all. */
export function instant(at: number | string): Instant {
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- the one place where the brand is given
  return new Date(at).toISOString() as Instant
}

/** Epoch milliseconds of a moment. */
export const toMs = (at: Instant): number => Date.parse(at)

/** False for a text of the right shape that names no moment, such as 30 February. */
export const isMoment = (text: string): boolean => {
  const day = Number(text.slice(8, 10))
  const month = Number(text.slice(5, 7))
  const year = Number(text.slice(0, 4))
  return !Number.isNaN(Date.parse(text)) && day <= new Date(Date.UTC(year, month, 0)).getUTCDate()
}

/** What tells the time; production reads the system's clock, tests their own. */
export interface Clock {
  now(): Instant
}
