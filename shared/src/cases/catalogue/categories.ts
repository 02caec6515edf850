import { rowsOf, type Category } from './category.ts'
import { disputeClasses } from './disputes.ts'
import { publicDisputeClasses } from './disputesPublic.ts'
import { eventClasses } from './events.ts'
import { dailyEventClasses } from './eventsDaily.ts'

const eventSource = '事件大类 domain §2.4 [D]'
const listASource = '矛盾纠纷类别 A domain §2.4 [seen]'

const disputes = { code: 'E01', name: '矛盾纠纷', shortName: '矛盾纠纷', icon: 'dispute', kinds: [] } as const

/**
 * Every kind of case, classes before their kinds. One scheme for the wire: digits alone are list A (`01`, `0101`),
 * and hang under event class `E01`; all other event classes and kinds carry an `E` (`E03`, `E0301`), so that the two
 * lists, which both count from 01, never meet.
 */
export const categories: readonly Category[] = [
  ...rowsOf(disputes, null, eventSource),
  ...[...disputeClasses, ...publicDisputeClasses].flatMap(seed => rowsOf(seed, 'E01', listASource)),
  ...[...eventClasses, ...dailyEventClasses].flatMap(seed => rowsOf(seed, null, eventSource)),
]

const byCode = new Map(categories.map(row => [row.code, row]))
const parents = new Set(categories.map(row => row.parent))

/** The kinds a report may be filed under and an acceptance must confirm: what has nothing below it. */
export const leafCategories: readonly Category[] = categories.filter(row => !parents.has(row.code))

export const categoryOf = (code: string): Category | undefined => byCode.get(code)

/** The codes that are kept for counties: two digits more than a standard one, 81 … 98; none under the class of disputes itself. */
const ownCode = /^(?!E01..$)(.+)(?:8[1-9]|9[0-8])$/

/** Of a county's own kind, what it would stand under; undefined for what cannot be such a code. */
export const parentOfOwn = (code: string): Category | undefined => byCode.get(ownCode.exec(code)?.[1] ?? '')

/**
 * The standard kind that a code is, or that a county's own kind was added under: what it is counted as, how it is drawn, and
 * whether it is sensitive. Undefined for a code that lies under none.
 */
export const standardOf = (code: string): Category | undefined => byCode.get(code) ?? parentOfOwn(code)

/** The event class a code belongs to, `E01` for every dispute; undefined for an unknown code. */
export function topClassOf(code: string): Category | undefined {
  const row = standardOf(code)
  return row === undefined || row.parent === null ? row : topClassOf(row.parent)
}

/** Whether a code is of list A, or the dispute class itself. */
export const isDispute = (code: string): boolean => topClassOf(code)?.code === 'E01'
