import { isOpen, type CaseFact } from '@shuniu/shared/cases'

export type FeedKind = 'opened' | 'overdue' | 'helperOverdue' | 'raised' | 'closed'

/** One line of the ticker: what became of a case, as it stood then. */
export interface FeedEntry {
  readonly id: string
  readonly at: string
  readonly kind: FeedKind
  readonly case: CaseFact
}

/** A ticker holds no more than this, however long it runs. */
export const feedLength = 50
/** How long a grave case stays in front while it is open. */
const pinnedMs = 60 * 60_000

/** What a fact is told as; undefined for what a wall need not tell. */
export function kindOf(name: string, seen: CaseFact): FeedKind | undefined {
  if (seen.sensitive) return undefined
  if (name === 'case.opened') return 'opened'
  // A helping unit that is late does not make the case so.
  if (name === 'case.overdue') return seen.overdue ? 'overdue' : 'helperOverdue'
  if (seen.lastMove === 'changeLevel') return 'raised'
  return seen.lastMove === 'close' ? 'closed' : undefined
}

export const entryOf = (kind: FeedKind, seen: CaseFact, at: string): FeedEntry => ({
  id: `${seen.id}.${kind}`,
  at,
  kind,
  case: seen,
})

/** Newest first, each once, never more than `feedLength`. */
export function admitted(feed: readonly FeedEntry[], arrived: readonly FeedEntry[]): FeedEntry[] {
  const byId = new Map([...feed, ...arrived].map(entry => [entry.id, entry]))
  return [...byId.values()].sort((a, b) => (a.at < b.at ? 1 : -1)).slice(0, feedLength)
}

/** The case has left: a wall says nothing of it any more. */
export const without = (feed: readonly FeedEntry[], caseId: string): FeedEntry[] =>
  feed.filter(entry => entry.case.id !== caseId)

const isGrave = ({ level }: CaseFact): boolean => level === 'red' || level === 'orange'

/** The grave cases of the last hour that are still open stand in front, red before orange; the rest by time. */
export function inOrder(
  feed: readonly FeedEntry[],
  nowMs: number,
  standing: (id: string) => CaseFact | undefined,
): FeedEntry[] {
  const isPinned = (entry: FeedEntry): boolean => {
    const now = standing(entry.case.id) ?? entry.case
    return (
      entry.kind === 'opened' && isGrave(now) && isOpen(now.status) && nowMs - Date.parse(entry.at) < pinnedMs
    )
  }
  const pinned = feed.filter(isPinned)
  const isRed = (entry: FeedEntry) => (standing(entry.case.id) ?? entry.case).level === 'red'
  return [
    ...pinned.filter(isRed),
    ...pinned.filter(entry => !isRed(entry)),
    ...feed.filter(entry => !pinned.includes(entry)),
  ]
}
