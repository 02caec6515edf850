import { setTimeout as wait } from 'node:timers/promises'
import {
  categoryOf,
  isDispute,
  moveCase,
  owesIncident,
  seeCase,
  type CaseDetail,
  type CaseMove,
  type CaseView,
} from '@shuniu/shared/cases'
import { listUnits, type UnitView } from '@shuniu/shared/centres'
import type { BodyOf } from '@shuniu/shared/kernel'
import { v7 } from 'uuid'
import { upload } from '../builders/uploads.ts'
import type { OperatorAnswer, Operator } from './operator.ts'
import type { Staff } from './staff.ts'

type MoveBody = BodyOf<typeof moveCase>

/** Makes one move as the operator, from the view they have; the answer is the server's. */
export const makeMove = (by: Operator, caseId: string, body: MoveBody): Promise<OperatorAnswer<CaseView>> =>
  by.callUntilHeard(moveCase, { params: { id: caseId }, body })

/** What each step of the common course fills in. */
const filled = (view: CaseView, unit: UnitView, media: readonly string[]) => {
  const head = () => ({ id: v7(), seenVersion: view.version })
  return {
    accept: (): MoveBody => ({
      ...head(),
      move: 'accept',
      categoryCode: view.categoryCode,
      level: view.level,
    }),
    assign: (): MoveBody => ({
      ...head(),
      move: 'assign',
      ownerUnitId: unit.id,
      requirement: '请尽快到场处置。',
    }),
    sign: (): MoveBody => ({ ...head(), move: 'sign' }),
    start: (): MoveBody => ({ ...head(), move: 'start' }),
    finish: (): MoveBody => ({
      ...head(),
      move: 'finish',
      resultCode: '12',
      text: '已到现场处置完毕,问题消除,已告知反映人。',
      ...(isDispute(view.categoryCode) && { methodCode: 'peopleMediation' }),
      ...(media.length > 0 && { media: [...media] }),
    }),
    pass: (): MoveBody => ({ ...head(), move: 'pass', method: 'video' }),
    close: (): MoveBody => ({ ...head(), move: 'close', opinion: '核查属实,同意结案。' }),
  } satisfies Partial<Record<CaseMove, () => MoveBody>>
}

/** The steps of the common course, in order. */
type CourseMove = 'accept' | 'assign' | 'sign' | 'start' | 'finish' | 'pass' | 'close'

const photos = new Map<string, Promise<string>>()

/** Sends a photo until the server can be reached, as a phone does; it is small enough to begin anew each time. */
async function sendPhoto(by: Operator, tries = 120): Promise<string> {
  for (let left = tries; ; left -= 1) {
    try {
      return await upload(by)
    } catch (cause) {
      if (left === 0) throw cause
      await wait(250)
    }
  }
}

/** What a hazard or a facility must show when it is done; a handler sends one photo and shows it again. */
async function photosFor({ categoryCode }: CaseView, by: Operator): Promise<string[]> {
  if (categoryOf(categoryCode)?.photoAtClosing !== true) return []
  const key = `${by.url} ${by.account}`
  const sent = photos.get(key) ?? sendPhoto(by)
  photos.set(key, sent)
  return [await sent]
}

/** One township's people who see a case through, and the unit they send. */
export interface Crew {
  readonly duty: Operator
  readonly dispatcher: Operator
  readonly director: Operator
  readonly countyDirector: Operator
  readonly handler: Operator
  readonly unit: UnitView
}

/** The desk of a township, its police station, and the county's director for what is grave. */
export async function crewOf(staff: Staff, township: string): Promise<Crew> {
  const first = (role: string, scope: string) => {
    const [account] = staff.named(role, scope)
    if (account === undefined) throw new Error(`nobody is ${role} of ${scope}`)
    return staff.get(account)
  }
  const dispatcher = await first('townshipDispatcher', township)
  const handler = await first('unitHandler', township)
  const units = await dispatcher.call(listUnits, { query: { area: township } })
  const unit = units.ok ? units.value.items.find(one => one.id === handler.session.unitId) : undefined
  if (!unit) throw new Error(`no unit of ${township} could be listed`)
  return {
    dispatcher,
    handler,
    unit,
    duty: await first('townshipDuty', township),
    director: await first('townshipDirector', township),
    countyDirector: await first('countyDirector', ''),
  }
}

function actorOf(crew: Crew, step: CourseMove, view: CaseView): Operator {
  if (step === 'assign') return crew.dispatcher
  if (step === 'sign' || step === 'start' || step === 'finish') return crew.handler
  if (step !== 'close') return crew.duty
  if (view.level === 'blue') return crew.duty
  return view.level === 'yellow' ? crew.director : crew.countyDirector
}

/** The step of the common course that is open at this status; undefined when the case is closed or waits for others. */
export function nextOf(view: CaseView): CourseMove | undefined {
  const byStatus: Partial<Record<CaseView['status'], CourseMove>> = {
    reported: 'accept',
    accepted: 'assign',
    assigned: 'sign',
    signed: 'start',
    handling: 'finish',
    rework: 'start',
    done: 'pass',
    verified: 'close',
  }
  return byStatus[view.status]
}

/** Takes one step of the course. A view that another hand made stale is fetched anew by the caller. */
export async function takeStep(crew: Crew, view: CaseView): Promise<OperatorAnswer<CaseView> | undefined> {
  const step = nextOf(view)
  if (!step) return undefined
  const by = actorOf(crew, step, view)
  const media = step === 'finish' ? await photosFor(view, by) : []
  return makeMove(by, view.id, filled(view, crew.unit, media)[step]())
}

/** What those above are told of a grave case, as far as it is owed: by telephone, in writing, signed. */
export async function reportAbove(crew: Crew, view: CaseView): Promise<void> {
  const head = { id: v7(), seenVersion: view.version }
  const sentTo = '县委县政府值班室'
  if (owesIncident(view, 'signIncident')) {
    const draft = view.incident?.pending?.version ?? 1
    await makeMove(crew.director, view.id, {
      ...head,
      move: 'signIncident',
      draft,
      text: '已到场处置，续报随时报送。',
    })
  } else if (owesIncident(view, 'callIncident')) {
    await makeMove(crew.duty, view.id, { ...head, move: 'callIncident', sentTo })
  } else if (owesIncident(view, 'draftIncident')) {
    const reportKind = (view.incident?.firstAt ?? null) === null ? 'first' : 'final'
    const text = reportKind === 'first' ? '接报后已派人到场处置。' : '处置完毕，现场恢复正常。'
    await makeMove(crew.duty, view.id, { ...head, move: 'draftIncident', reportKind, sentTo, text })
  }
}

export const lookAt = (by: Operator, caseId: string): Promise<OperatorAnswer<CaseDetail>> =>
  by.callUntilHeard(seeCase, { params: { id: caseId } })
