import { randomFrom } from '@shuniu/server/tools/county/random.ts'
import { seeOverview, type Overview } from '@shuniu/shared/statistics'
import { until } from '../builders/watcher.ts'
import type { DrillOptions } from './options.ts'
import { reportBy, sendReport } from './reporting.ts'
import type { Operator } from './operator.ts'
import type { Staff } from './staff.ts'
import { crewOf, lookAt, takeStep } from './working.ts'

const overviewOf = async (by: Operator): Promise<Overview> => {
  const answer = await by.callUntilHeard(seeOverview, { query: {} })
  if (!answer.ok) throw new Error(`the overview was refused: ${answer.code}`)
  return answer.value
}

const sumOpen = ({ openByLevel: { red, orange, yellow, blue } }: Overview): number =>
  red + orange + yellow + blue

/**
 * Sees cases through from report to closing, one after the other, and compares the township's counters before and
 * after. Throws at the first step that is refused or counter that does not follow.
 */
export async function playLoop(
  staff: Staff,
  options: DrillOptions,
  progress: (line: string) => void,
): Promise<number> {
  const [township = ''] = staff.townships()
  const crew = await crewOf(staff, township)
  const [account = ''] = staff.named('gridMember', township)
  const member = await staff.get(account)
  const random = randomFrom(options.seed)
  const total = Math.max(1, Math.round(options.rate * options.seconds))
  const before = await overviewOf(crew.duty)
  for (let n = 1; n <= total; n += 1) {
    const sent = await sendReport(member, reportBy(member, random))
    if (!sent.ok) throw new Error(`a report was refused: ${sent.code}`)
    for (;;) {
      const looked = await lookAt(crew.duty, sent.value.caseId)
      if (!looked.ok) throw new Error(`a case was not shown: ${looked.code}`)
      const step = await takeStep(crew, looked.value.case)
      if (!step) break
      if (!step.ok) throw new Error(`a step was refused: ${step.code} at ${looked.value.case.status}`)
    }
    progress(`${n} of ${total} cases closed`)
  }
  await until('the counters follow', async () => {
    const after = await overviewOf(crew.duty)
    return after.closedToday >= before.closedToday + total && sumOpen(after) <= sumOpen(before)
  })
  return total
}
