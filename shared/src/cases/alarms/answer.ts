import { may, type Actor } from '../../identity/index.ts'
import { grant, instant, refuse, toMs, type Instant, type Result } from '../../kernel/index.ts'
import { caseSight } from '../access/caseSight.ts'
import { closedTo } from '../lifecycle/decideMove.ts'
import type { CaseFact } from '../model.ts'
import { alarmOf, isAnswered, isCalling } from './alarm.ts'

/** Whether the actor is one of those whom the case calls: whoever may accept it as it stands. */
export const isCalled = (current: CaseFact, actor: Actor): boolean =>
  isCalling(current) && closedTo(current, 'accept', { actor, now: instant(current.updatedAt) }) === undefined

/**
 * 我来办: the alarm is silent everywhere under this name. The same person's second answer changes nothing; one that came to
 * nothing may be given again, by anybody. Refuses: `case.unknown`, `alarm.over`, `alarm.notYours`, `alarm.answered`.
 */
export function decideAnswer(current: CaseFact, actor: Actor, now: Instant): Result<CaseFact> {
  const { id, status, level } = current
  if (caseSight(actor, current) !== 'full') return refuse('case.unknown', { id })
  if (!may(actor, 'case.accept')) return refuse('permission.missing', { needs: 'case.accept' })
  const alarm = alarmOf(current)
  if (!alarm) return refuse('alarm.over', { status, level })
  if (!isCalled(current, actor)) return refuse('alarm.notYours')
  if (isAnswered(current, toMs(now))) {
    const { answeredAt, answeredById } = alarm
    return answeredById === actor.accountId ? grant(current) : refuse('alarm.answered', { at: answeredAt })
  }
  const answered = { since: alarm.since, answeredAt: now, answeredById: actor.accountId }
  return grant({
    ...current,
    alarm: answered,
    version: current.version + 1,
    lastMove: 'answerAlarm',
    updatedAt: now,
  })
}
