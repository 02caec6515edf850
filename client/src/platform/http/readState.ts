import type { Refusal } from '@shuniu/shared/kernel'

/** Something answered, and when, in epoch milliseconds of the server. */
export interface Answered<T> {
  readonly value: T
  readonly atMs: number
}

/** When a reading that failed is tried again by itself: at that time, or at this moment. */
export type Retrying = { readonly atMs: number } | 'now'

/**
 * How what a screen shows stands; whoever shows something shows one of these five.
 * `unread`: nobody has asked · `reading`: asked, and not answered yet; `last` is the earlier answer to the same question,
 * shown faint · `there` · `refused`: the server said no, or nothing could be read; `again` where it is tried again by
 * itself · `stale`: older than it should be, since the link is down or since a later reading failed.
 */
export type ReadState<T> =
  | { readonly kind: 'unread' }
  | { readonly kind: 'reading'; readonly sinceMs: number; readonly last: Answered<T> | undefined }
  | { readonly kind: 'there'; readonly value: T; readonly atMs: number }
  | { readonly kind: 'refused'; readonly refusal: Refusal; readonly again: Retrying | undefined }
  | {
      readonly kind: 'stale'
      readonly value: T
      readonly atMs: number
      readonly why: Refusal | 'link'
      readonly again: Retrying | undefined
    }

/** What has been heard of one question so far. */
export interface ReadRecord<T> {
  readonly answered: Answered<T> | undefined
  readonly refusal: Refusal | undefined
  /** Since when an answer is awaited; undefined when none is. */
  readonly sinceMs: number | undefined
  /** An answer is awaited for longer than one is used to. */
  readonly isSlow: boolean
  readonly againAtMs: number | undefined
}

const passing: readonly string[] = [
  'link.down',
  'link.foreignAnswer',
  'platform.unavailable',
  'platform.overloaded',
  'platform.fault',
  'request.tooMany',
  'request.tooSlow',
]

/** Whether a refusal says nothing of rights or of the matter, and may be another in a moment. */
export const isPassing = ({ code, detail }: Refusal): boolean =>
  passing.includes(code) || Number(detail['httpStatus']) >= 500 || detail['httpStatus'] === 429

/** The state that a record stands for. A definite no takes away what was shown; a passing one leaves it, as stale. */
export function stateOf<T>(record: ReadRecord<T>): ReadState<T> {
  const { answered, refusal, sinceMs, isSlow, againAtMs } = record
  const again = sinceMs !== undefined ? 'now' : againAtMs === undefined ? undefined : { atMs: againAtMs }
  if (refusal && (!answered || !isPassing(refusal))) return { kind: 'refused', refusal, again }
  if (refusal && answered) return { kind: 'stale', ...answered, why: refusal, again }
  if (sinceMs !== undefined && (!answered || isSlow)) return { kind: 'reading', sinceMs, last: answered }
  return answered ? { kind: 'there', ...answered } : { kind: 'unread' }
}

/** The same while the link is down, of which the last frame came at `silentSinceMs`: nothing that is there is fresh. */
export function underLink<T>(state: ReadState<T>, silentSinceMs: number | undefined): ReadState<T> {
  if (silentSinceMs === undefined || state.kind !== 'there') return state
  const { value, atMs } = state
  return { kind: 'stale', value, atMs: Math.max(atMs, silentSinceMs), why: 'link', again: undefined }
}

/** What is shown of a state, fresh or not; undefined where nothing is. */
export function valueOf<T>(state: ReadState<T>): T | undefined {
  if (state.kind === 'there' || state.kind === 'stale') return state.value
  return state.kind === 'reading' ? state.last?.value : undefined
}

/** The first of several that was asked for and is not known; undefined where nothing is lacking. */
export const lacking = (states: readonly ReadState<unknown>[]): ReadState<unknown> | undefined =>
  states.find(state => state.kind !== 'unread' && valueOf(state) === undefined)

/** The same state of something made from the value. */
export function mapState<T, U>(state: ReadState<T>, make: (value: T) => U): ReadState<U> {
  if (state.kind === 'there' || state.kind === 'stale') return { ...state, value: make(state.value) }
  if (state.kind !== 'reading') return state
  const { last } = state
  return { ...state, last: last && { value: make(last.value), atMs: last.atMs } }
}
