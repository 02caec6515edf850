/**
 * What windows of one browser tell each other of a desk, so that a map on a second screen follows it. Nothing is told but
 * which case is open: whoever shows it reads it by an account of their own.
 */
export type DeskWord =
  /** A desk is here, with this case open, or none; `sinceMs`: since when it is the one that somebody works at. */
  | {
      readonly is: 'desk'
      readonly deskId: string
      readonly accountId: string
      readonly caseId: string | null
      readonly sinceMs: number
    }
  | { readonly is: 'closed'; readonly deskId: string }
  /** Which desks are here? */
  | { readonly is: 'who' }
  /** The case was picked on the map of the desk. */
  | { readonly is: 'pick'; readonly deskId: string; readonly caseId: string }

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

/** Undefined for what is no such word: a window of another version may say what this one does not know. */
export function deskWordOf(told: unknown): DeskWord | undefined {
  if (!isObject(told)) return undefined
  const { is, deskId, accountId, caseId, sinceMs } = told
  if (is === 'who') return { is }
  if (typeof deskId !== 'string') return undefined
  if (is === 'closed') return { is, deskId }
  if (is === 'pick' && typeof caseId === 'string') return { is, deskId, caseId }
  const isCase = caseId === null || typeof caseId === 'string'
  if (is !== 'desk' || typeof accountId !== 'string' || typeof sinceMs !== 'number' || !isCase)
    return undefined
  return { is, deskId, accountId, caseId, sinceMs }
}

/** The desk that a map follows, as it was last heard of. */
export interface FollowedDesk {
  readonly deskId: string
  readonly caseId: string | null
  readonly sinceMs: number
  readonly heardAtMs: number
  /** It has said that it closes. */
  readonly isClosed: boolean
}

/** A desk answers at once; one that has said nothing for so long is not there, whatever kept it from saying so. */
export const silentAfterMs = 6_000

/**
 * The desk to follow after a word: the one at which its account has worked last; another one where that has closed or is
 * silent. What it last showed stays.
 */
export function following(
  known: FollowedDesk | undefined,
  word: DeskWord,
  by: { readonly accountId: string; readonly nowMs: number },
): FollowedDesk | undefined {
  if (word.is === 'closed') return known?.deskId === word.deskId ? { ...known, isClosed: true } : known
  if (word.is !== 'desk' || word.accountId !== by.accountId) return known
  const { deskId, caseId, sinceMs } = word
  const isGone = known === undefined || known.isClosed || by.nowMs - known.heardAtMs > silentAfterMs
  if (!isGone && known.deskId !== deskId && known.sinceMs >= sinceMs) return known
  return { deskId, caseId, sinceMs, heardAtMs: by.nowMs, isClosed: false }
}

/** `unheard`: no desk has been heard of · `live` · `silent`: it answers no more · `closed`: it has said so. */
export function standingOf(
  known: FollowedDesk | undefined,
  nowMs: number,
): 'unheard' | 'live' | 'silent' | 'closed' {
  if (!known) return 'unheard'
  if (known.isClosed) return 'closed'
  return nowMs - known.heardAtMs > silentAfterMs ? 'silent' : 'live'
}
