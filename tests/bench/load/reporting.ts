import { demoKinds } from '@shuniu/server/tools/demo/kinds.ts'
import { pick, pickWeighted } from '@shuniu/server/tools/demo/people.ts'
import type { Random } from '@shuniu/server/tools/county/random.ts'
import type { PostedReport } from '@shuniu/shared/reports'
import { v7 } from 'uuid'

const kinds = demoKinds.map(kind => [kind, kind.weight] as const)

/** A report as a member makes it in the field: a kind by its frequency, words, and the own grid. */
export function aReportFrom(scope: string, random: Random): PostedReport {
  const kind = pickWeighted(random, kinds)
  return {
    id: v7(),
    categoryCode: kind.code,
    occurredAt: new Date().toISOString(),
    text: pick(random, kind.texts),
    areaCode: scope,
  }
}
