import {
  categoryOf,
  moveCase,
  seeCase,
  type CaseView,
  type MoveCommand,
  type PostedMove,
} from '@shuniu/shared/cases'
import { aCommand } from '@shuniu/shared/cases/testing'
import type { PostedReport } from '@shuniu/shared/reports'
import { v7 } from 'uuid'
import type { Answer, Browser } from './browser.ts'
import type { People } from './people.ts'
import { aReport, reported } from './report.ts'
import { unitIds } from './staff.ts'
import { upload } from './uploads.ts'

const daysAfter = (at: string, days: number) => new Date(Date.parse(at) + days * 86_400_000).toISOString()

/**
 * What of a move hangs on the county of the tests: an assignment goes to the first township's police station. What names a
 * moment to come counts from the deadline seen, which for a dispute takes every day alike.
 */
const here = (due: string): { readonly [M in KnownMove]?: Differing } => ({
  accept: { categoryCode: '0201' },
  assign: { ownerUnitId: unitIds.force(1) },
  designate: { ownerUnitId: unitIds.police },
  reassign: { ownerUnitId: unitIds.civil },
  whistle: { unitIds: [unitIds.police] },
  waive: { unitId: unitIds.police },
  askExtension: { dueAt: daysAfter(due, 2) },
  suspend: { until: daysAfter(due, 90) },
  changeLevel: { level: 'yellow' },
  archive: { performance: 'performed' },
})

type CourseCase = Pick<CaseView, 'id' | 'version' | 'dueAt' | 'openedAt'>
export type KnownMove = MoveCommand['move']
type Differing = Readonly<Record<string, unknown>>

/** A move from the view seen, filled in as the builders of cases do; whatever is named differs, be it wrong. */
export const aMove = (move: KnownMove, current: CourseCase, differing: Differing = {}): PostedMove =>
  Object.assign(
    { id: v7(), seenVersion: current.version, ...aCommand(move) },
    here(current.dueAt ?? current.openedAt)[move],
    differing,
  )

/** Asks for a move; the answer is the server's. */
export const tryMove = (by: Browser, current: CourseCase, body: PostedMove): Promise<Answer<CaseView>> =>
  by.call(moveCase, { params: { id: current.id }, body })

/** Makes a move that is to succeed; throws when it is refused. */
export async function moved(by: Browser, current: CourseCase, body: PostedMove): Promise<CaseView> {
  const answer = await tryMove(by, current, body)
  if (answer.code !== undefined) throw new Error(`${body.move} was refused: ${JSON.stringify(answer.body)}`)
  return answer.body
}

/** The case as its viewer sees it now. */
export async function seen(by: Browser, id: string): Promise<CaseView> {
  const answer = await by.call(seeCase, { params: { id } })
  if (answer.code !== undefined) throw new Error(`the case was refused: ${answer.code}`)
  return answer.body.case
}

/** The first township's case on its common way: who makes each move, and where it leads. */
const course = [
  ['accept', 't1.duty', 'accepted'],
  ['assign', 't1.dispatcher', 'assigned'],
  ['sign', 't1.force', 'signed'],
  ['start', 't1.force', 'handling'],
  ['finish', 't1.force', 'done'],
  ['pass', 't1.duty', 'verified'],
  ['close', 't1.duty', 'closed'],
] as const

export type CourseStatus = 'reported' | (typeof course)[number][2]

/** The photo that a hazard or a facility must show when it is done. */
const photosFor = async ({ categoryCode }: CaseView, by: Browser) =>
  categoryOf(categoryCode)?.photoAtClosing === true ? { media: [await upload(by)] } : {}

/** A case that the first grid's member reported, brought to a status by those whose moves these are. */
export async function broughtTo(
  status: CourseStatus,
  as: People,
  report: PostedReport = aReport(),
): Promise<CaseView> {
  const { caseId } = await reported(await as('t1v1g1'), report)
  let at = await seen(await as('t1.duty'), caseId)
  const { categoryCode, level } = at
  for (const [move, account] of course) {
    if (at.status === status) return at
    const by = await as(account)
    const same = move === 'accept' ? { categoryCode, level } : {}
    const shown = move === 'finish' ? await photosFor(at, by) : {}
    at = await moved(by, at, aMove(move, at, { ...same, ...shown }))
  }
  return at
}

/** One step: who makes which move, and what differs from the usual. */
export type CourseStep = readonly [account: string, move: KnownMove, differing?: Differing]

/** A case taken on by steps that are to succeed, one after the other. */
export async function takenOn(
  as: People,
  from: CaseView,
  ...steps: readonly CourseStep[]
): Promise<CaseView> {
  let at = from
  for (const [account, move, differing] of steps)
    at = await moved(await as(account), at, aMove(move, at, differing))
  return at
}

/** A grave case whose first report to those above is signed: its clocks of that run no more. */
export async function reportedAbove(as: People, from: CaseView): Promise<CaseView> {
  const drafted = await takenOn(as, from, ['county.duty', 'draftIncident'])
  return takenOn(as, drafted, ['county.director', 'signIncident', { draft: drafted.version }])
}

/** What the account is told that tries the move on a case as it stands: status and code. */
export async function toldTo(as: People, at: CourseCase, [account, move, differing]: CourseStep) {
  const answer = await tryMove(await as(account), at, aMove(move, at, differing))
  return [answer.status, answer.code] as const
}
