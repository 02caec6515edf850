import { instant, type Instant } from '@shuniu/shared/kernel'

/** What is known of the server's clock against ours: the true offset lies between the two, in milliseconds. */
export interface OffsetBounds {
  readonly lowMs: number
  readonly highMs: number
}

/**
 * Narrows the bounds by one answer. Its `Date` header has whole seconds and was written between asking and answer,
 * so each answer bounds the offset and many answers pin it down; bounds that exclude each other mean a clock was set.
 */
export function narrowed(
  known: OffsetBounds | undefined,
  answer: { readonly serverMs: number; readonly askedAtMs: number; readonly gotAtMs: number },
): OffsetBounds {
  const lowMs = answer.serverMs - answer.gotAtMs
  const highMs = answer.serverMs + 1_000 - answer.askedAtMs
  if (!known) return { lowMs, highMs }
  const both = { lowMs: Math.max(lowMs, known.lowMs), highMs: Math.min(highMs, known.highMs) }
  return both.lowMs <= both.highMs ? both : { lowMs, highMs }
}

/** The offset to count with; none while the clocks may well agree. */
export const offsetMs = (bounds: OffsetBounds | undefined): number => {
  if (!bounds || (bounds.lowMs <= 0 && bounds.highMs >= 0)) return 0
  return Math.round((bounds.lowMs + bounds.highMs) / 2)
}

let bounds: OffsetBounds | undefined

/** Takes in the `Date` header of an answer. */
export function hearServerTime(header: string | null, askedAtMs: number, gotAtMs: number): void {
  const serverMs = Date.parse(header ?? '')
  if (!Number.isNaN(serverMs)) bounds = narrowed(bounds, { serverMs, askedAtMs, gotAtMs })
}

/** A moment of this machine's clock as the server's clock had it. */
export const toServerMs = (localMs: number): number => localMs + offsetMs(bounds)

/** The server's time in epoch milliseconds: every countdown counts by it, never by the desk's own clock. */
export const serverNowMs = (): number => toServerMs(Date.now())

export const serverNow = (): Instant => instant(serverNowMs())
