import { demoKinds } from '@shuniu/server/tools/demo/kinds.ts'
import { pick, pickWeighted } from '@shuniu/server/tools/demo/people.ts'
import type { Random } from '@shuniu/server/tools/county/random.ts'
import { makeReport, type PostedReport, type Receipt } from '@shuniu/shared/reports'
import { v7 } from 'uuid'
import type { OperatorAnswer, Operator } from './operator.ts'

/** A report as a grid member would make it: a kind by its frequency, words, and the member's own grid. */
export function reportBy(member: Operator, random: Random): PostedReport {
  const kind = pickWeighted(
    random,
    demoKinds.map(one => [one, one.weight] as const),
  )
  return {
    id: v7(),
    categoryCode: kind.code,
    ...(kind.level && { level: kind.level }),
    occurredAt: new Date().toISOString(),
    text: pick(random, kind.texts),
    areaCode: member.session.scope,
  }
}

/** Posts until receipted, as the phone's outbox does: the id makes repeats harmless. */
export const sendReport = (member: Operator, body: PostedReport): Promise<OperatorAnswer<Receipt>> =>
  member.callUntilHeard(makeReport, { body })
