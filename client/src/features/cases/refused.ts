import { caseMoveNames, caseMoves, type CaseEntry, type CaseMove } from '@shuniu/shared/cases'
import { isOneOf, type Refusal } from '@shuniu/shared/kernel'
import * as Type from 'typebox'
import { Check } from 'typebox/schema'
import { sentenceOf } from '../../platform/errors/index.ts'
import { hasText, say } from '../../platform/i18n/index.ts'
import { timeText } from '../../platform/time/index.ts'

/** What the server tells of a stale view: who did what since it was seen. */
const StaleDetail = Type.Object({
  changes: Type.Array(
    Type.Object({
      at: Type.String(),
      move: Type.String(),
      actorName: Type.String(),
      actorUnit: Type.Union([Type.String(), Type.Null()]),
    }),
  ),
})

/** The word for a move as the timeline and refusals say it; `report` makes the first version of every case. */
export function moveText(move: string): string {
  if (isOneOf(caseMoveNames, move)) return caseMoves[move].text
  const own = `cases.entry.${move}`
  return hasText(own) ? say(own) : move
}

/** What a move does and when it is made, in a sentence. */
export const moveHelp = (move: CaseMove): string => caseMoves[move].help

/** Why a move was refused; of a stale view, who did what meanwhile. */
export function moveRefusalText(refusal: Refusal, nowMs: number): string {
  const { code, detail } = refusal
  if (code === 'case.notLonger' && typeof detail['atMost'] === 'string')
    return say('cases.notLongerThan', { time: timeText(detail['atMost'], nowMs) })
  if (code !== 'case.stale' || !Check(StaleDetail, detail)) return sentenceOf(refusal)
  const last = detail.changes.at(-1)
  if (last === undefined) return sentenceOf(refusal)
  return say('cases.staleBy', {
    who: last.actorUnit === null ? last.actorName : `${last.actorUnit} ${last.actorName}`,
    time: timeText(last.at, nowMs),
    move: moveText(last.move),
  })
}

/** Why a form cannot be sent any more: who did what last, as far as that may be known. */
export function overtakenText(last: CaseEntry | undefined, nowMs: number): string {
  if (!last) return say('cases.overtaken.left')
  return say('cases.overtaken.by', {
    who: [last.actorUnit, last.actorName].filter(Boolean).join(' '),
    time: timeText(last.at, nowMs),
    move: moveText(last.move),
  })
}
