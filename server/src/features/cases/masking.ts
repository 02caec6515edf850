import {
  caseSight,
  commonCase,
  isUnits,
  showCase,
  type CaseDetail,
  type CaseFact,
  type CaseView,
} from '@shuniu/shared/cases'
import { may, type Actor } from '@shuniu/shared/identity'
import { maskedPhone } from '@shuniu/shared/kernel'
import type { Secrets } from '../../platform/secrets/index.ts'
import { toFact, toView, type CaseRow } from './case.rows.ts'
import { hidingOf, maskedName, reporterIn } from './reporterWords.ts'

/** Of the cases that one was merged into, or that were merged into it, those that its reader is told of. */
export type Related = Pick<CaseView, 'masterId' | 'mergedCount'>

/** What stands for the kind of a case that its reader sees no more. */
const goneTitle = '已转出的事件'

/** Reports of one's own are known to be so; to others of no concern is who reported unless they handle the case. */
function byWhomFor(actor: Actor, row: CaseRow, current: CaseFact): CaseFact {
  if (actor.role === 'wall') return showCase(current)
  const isTold = row.reporterId === actor.accountId || mayReadReporter(actor, row)
  return isTold ? current : commonCase(current)
}

/**
 * The case as an actor may see it: as it stands in `row`, or as it stood in `seen`, whose telling is judged by the row all
 * the same.
 */
export function viewFor(
  actor: Actor,
  row: CaseRow,
  { current, ...related }: Related & { current?: CaseFact },
) {
  const fact = { ...(current ?? toFact(row)), ...related }
  const sight = caseSight(actor, toFact(row))
  const view = toView(byWhomFor(actor, row, fact), row.placeName, sight)
  return sight === 'none' ? { ...view, title: goneTitle } : view
}

/**
 * What a move is answered with, then and ever after, as far as its actor may read it now: whose account reported it never is
 * in it but to that one, so that who hands a case on is answered alike before and after.
 */
export function retold(actor: Actor, row: CaseRow, by: { told: CaseView; related: Related }): CaseView {
  const { title, ...told } = by.told
  const current = told.reporterId === actor.accountId ? told : commonCase(told)
  const view = viewFor(actor, row, { ...by.related, current })
  return caseSight(actor, toFact(row)) === 'full' ? { ...view, title } : view
}

/** Handling a case: belonging to a unit that has it, while it is open. Whoever had it before reads no more than others. */
const isHandling = (actor: Actor, row: CaseRow): boolean => row.isOpen && isUnits(toFact(row), actor)

/** Who reported a thing as their own may read what they gave. */
const isOwn = (actor: Actor, row: CaseRow): boolean =>
  actor.role !== 'wall' && row.reporterId === actor.accountId && row.isReportersOwn

/** The same rule as `withReporter` of `sightOf`, which says it to the database. */
const mayReadReporter = (actor: Actor, row: CaseRow): boolean =>
  caseSight(actor, toFact(row)) === 'full' &&
  (isOwn(actor, row) || (may(actor, 'case.readReporter') && isHandling(actor, row)))

/**
 * The reporter of a case as the actor may see them: in full for those who handle it and for themselves, else masked, on a
 * wall not at all.
 */
export function reporterFor(actor: Actor, row: CaseRow, secrets: Secrets): CaseDetail['reporter'] {
  const isHidden = actor.role === 'wall' || caseSight(actor, toFact(row)) !== 'full'
  if (isHidden) return { name: null, phone: null, isMasked: true }
  const { name, phone: read } = reporterIn(row, secrets)
  const phone = read ?? null
  const lost = read === undefined ? { isPhoneLost: true } : {}
  if (name === null && phone === null) return { name, phone, isMasked: true, ...lost }
  if (mayReadReporter(actor, row)) return { name, phone, isMasked: false, ...lost }
  return { name: name && maskedName(name), phone: phone && maskedPhone(phone), isMasked: true, ...lost }
}

/** Changes every text of a value, and what stands under `actorId` where that is the one to be hidden. */
function deep(told: unknown, say: (text: string) => string, hidden: string | null): unknown {
  if (typeof told === 'string') return say(told)
  if (Array.isArray(told)) return told.map((one: unknown) => deep(one, say, hidden))
  if (typeof told !== 'object' || told === null) return told
  return Object.fromEntries(
    Object.entries(told).map(([key, value]) => [
      key,
      key === 'actorId' && value === hidden ? null : deep(value, say, hidden),
    ]),
  )
}

/**
 * Masks the reporter's name and number wherever they stand in what is told of the case: in the timeline, in what was
 * filled in, in the words of the report; and by whose account it was, where they reported it as their own. Tells it
 * unchanged to who may read the reporter.
 */
export function hideReporter<T>(told: T, row: CaseRow, by: { actor: Actor; secrets?: Secrets }): T {
  if (mayReadReporter(by.actor, row)) return told
  const account = row.isReportersOwn ? row.reporterId : null
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- only texts and that account change, the shape stays
  return deep(told, hidingOf(reporterIn(row, by.secrets)), account) as T
}
