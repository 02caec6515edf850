import { isOpen, masterAfter } from '@shuniu/shared/cases'
import { instant, toMs } from '@shuniu/shared/kernel'
import { takenFurther, type PastContext, type PastCase } from './pastCases.ts'
import { townshipOf } from './stepContext.ts'

const mostRepeats = 8
const minuteMs = 60_000

const isPlain = ({ fact }: PastCase): boolean => fact.level === 'blue' || fact.level === 'yellow'

/** An open case of the township that was there before, as yet with nothing merged into it. */
const earlierOf = (one: PastCase, past: readonly PastCase[]): PastCase | undefined =>
  past.find(
    other =>
      other.fact.openedAt < one.fact.openedAt &&
      isOpen(other.fact.status) &&
      other.fact.status !== 'selfDone' &&
      other.fact.mergedCount === 0 &&
      townshipOf(other.fact) === townshipOf(one.fact) &&
      isPlain(other),
  )

/** Of the reports that wait at the desk, a few repeat an open case and are merged into it. */
export function withRepeats(cases: readonly PastCase[], past: PastContext): PastCase[] {
  const known = new Map(cases.map(one => [one.fact.id, one]))
  const waiting = cases.filter(one => one.fact.status === 'reported' && isPlain(one)).slice(-3 * mostRepeats)
  let left = mostRepeats
  for (const one of waiting) {
    const master = earlierOf(one, [...known.values()])
    const later = [one, master].map(each => (each ? toMs(instant(each.fact.updatedAt)) : 0))
    const at = instant(Math.max(...later) + minuteMs)
    if (!master || at >= past.now || left === 0) continue
    left -= 1
    const actor = past.posts.holder('townshipDuty', townshipOf(one.fact))
    const command = { move: 'merge', masterId: master.fact.id } as const
    known.set(one.fact.id, takenFurther(one, { actor, command, at, master: master.fact }, past))
    const after = masterAfter(master.fact, 'merge', at)
    const filled = { caseId: one.fact.id, caseNumber: one.fact.number }
    const entry = { at, version: after.version, move: 'absorb', from: after.status, to: after.status }
    known.set(master.fact.id, {
      ...master,
      fact: after,
      entries: [...master.entries, { ...entry, actor, filled }],
    })
  }
  return [...known.values()]
}
