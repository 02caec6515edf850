import { categoryOf, moveCase, seeCase, type CaseView, type PostedMove } from '@shuniu/shared/cases'
import type { PostedReport } from '@shuniu/shared/reports'
import { v7 } from 'uuid'
import type { Answer, Browser } from './browser.ts'
import type { People } from './people.ts'
import { aReport, reported } from './report.ts'
import { unitIds } from './staff.ts'
import { upload } from './uploads.ts'

const called: string[] = [unitIds.police]

/** What each move fills in unless a test says otherwise; an assignment goes to the first township's police station. */
const filled = {
  accept: { move: 'accept', categoryCode: '0201', level: 'blue' },
  reject: { move: 'reject', reasonCode: 'untrue', text: '查无此事' },
  askInfo: { move: 'askInfo', text: '请补充具体位置' },
  giveInfo: { move: 'giveInfo', text: '在村口东侧第二排' },
  assign: { move: 'assign', ownerUnitId: unitIds.force(1) },
  recall: { move: 'recall', reason: '派错单位' },
  sign: { move: 'sign' },
  refuse: { move: 'refuse', reasonCode: 'notOurDuty', text: '不属本单位职责' },
  start: { move: 'start' },
  progress: { move: 'progress', text: '已到现场' },
  finish: {
    move: 'finish',
    resultCode: '11',
    methodCode: 'peopleMediation',
    text: '已组织双方当面调解,达成一致意见,当场履行完毕。',
  },
  pass: { move: 'pass', method: 'phone' },
  rework: { move: 'rework', text: '当事人不认可' },
  close: { move: 'close', opinion: '核查属实,同意结案' },
  changeLevel: { move: 'changeLevel', level: 'yellow', reason: '围观人数增多' },
  askVerification: { move: 'askVerification' },
  giveFinding: { move: 'giveFinding', finding: 'true', text: '到现场查看,情况属实' },
  withdraw: { move: 'withdraw', reason: '双方已和好' },
  merge: { move: 'merge', masterId: unitIds.force(1) },
  unmerge: { move: 'unmerge', reason: '不是同一件事' },
  passReview: { move: 'passReview', opinion: '处置到位' },
  failReview: { move: 'failReview', text: '现场仍有残留' },
  designate: { move: 'designate', ownerUnitId: unitIds.police, text: '由公安局主办' },
  reassign: { move: 'reassign', ownerUnitId: unitIds.civil, reason: '属民政职责' },
  whistle: { move: 'whistle', unitIds: called, purpose: '请到场联合处置' },
  arrive: { move: 'arrive' },
  coSign: { move: 'coSign' },
  coRefuse: { move: 'coRefuse', reasonCode: 'notOurDuty', text: '不属本单位职责' },
  coFeedBack: { move: 'coFeedBack', text: '本单位部分已办结' },
  waive: { move: 'waive', unitId: unitIds.police, reason: '已不需协办' },
  grantExtension: { move: 'grantExtension' },
  denyExtension: { move: 'denyExtension', text: '请按期办结' },
  recheck: { move: 'recheck', text: '现场平稳' },
  resume: { move: 'resume', text: '工程已竣工' },
  escalate: { move: 'escalate', done: '已调解三次', obstacle: '涉及多个县直部门' },
  sendBack: { move: 'sendBack', reason: '可由本级解决' },
  transfer: { move: 'transfer', targetCode: 'court', documentNumber: '太移字3号', text: '移送法院' },
  giveTransferResult: { move: 'giveTransferResult', resultCode: '20', text: '法院已立案' },
  takeBack: { move: 'takeBack', reason: '对方不予受理' },
  archive: { move: 'archive', satisfaction: 'satisfied', performance: 'performed' },
  reopen: { move: 'reopen', reason: '问题反弹' },
  void: { move: 'void', reason: '演练误报' },
  urge: { move: 'urge', text: '请抓紧办理' },
  supervise: { move: 'supervise', card: 'yellow', text: '请说明原因' },
  answerSupervision: { move: 'answerSupervision', text: '已加派人手' },
  instruct: { move: 'instruct', text: '请妥善处置' },
  acknowledge: { move: 'acknowledge', text: '已传达落实' },
} as const

type Seen = Pick<CaseView, 'id' | 'version' | 'dueAt' | 'openedAt'>

const daysAfter = (at: string, days: number) => new Date(Date.parse(at) + days * 86_400_000).toISOString()

/** What names a moment to come counts from the deadline seen, which for a dispute takes every day alike. */
const filledFrom = (due: string) =>
  ({
    ...filled,
    askExtension: { move: 'askExtension', reason: '等待检测', dueAt: daysAfter(due, 2) },
    suspend: {
      ...({ move: 'suspend', reasonCode: 'works', text: '等待工程竣工', steward: '王五' } as const),
      until: daysAfter(due, 90),
    },
  }) as const

export type KnownMove = keyof ReturnType<typeof filledFrom>
type Differing = Readonly<Record<string, unknown>>

/** A move from the view seen; whatever is named differs, be it wrong. */
export const aMove = (move: KnownMove, seen: Seen, differing: Differing = {}): PostedMove =>
  Object.assign(
    { id: v7(), seenVersion: seen.version, ...filledFrom(seen.dueAt ?? seen.openedAt)[move] },
    differing,
  )

/** Asks for a move; the answer is the server's. */
export const tryMove = (by: Browser, seen: Seen, body: PostedMove): Promise<Answer<CaseView>> =>
  by.call(moveCase, { params: { id: seen.id }, body })

/** Makes a move that is to succeed; throws when it is refused. */
export async function moved(by: Browser, seen: Seen, body: PostedMove): Promise<CaseView> {
  const answer = await tryMove(by, seen, body)
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

/** What the account is told that tries the move on a case as it stands: status and code. */
export async function toldTo(as: People, at: Seen, [account, move, differing]: CourseStep) {
  const answer = await tryMove(await as(account), at, aMove(move, at, differing))
  return [answer.status, answer.code] as const
}
