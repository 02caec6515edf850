import { casesAfter } from '../../src/features/cases/index.ts'
import { rebuildStatistics, type RebuildProgress } from '../../src/features/statistics/index.ts'
import type { Database } from '../../src/platform/db/index.ts'
import type { Clock } from '@shuniu/shared/kernel'

const stepNames = { cases: '事件', areas: '区划' } as const
/** A line at most so often, and at the end of each step. */
const sayEveryMs = 2_000

interface RebuildingDeps {
  readonly database: Database
  readonly clock: Clock
  readonly say: (line: string) => void
}

/** Counts everything anew beside a living server or without one, and says how far it has come. */
export async function rebuildCounters({ database, clock, say }: RebuildingDeps): Promise<number> {
  const begunMs = performance.now()
  const mended = { cases: 0, areas: 0 }
  let saidMs = begunMs
  const told = ({ step, done, of, mended: now }: RebuildProgress) => {
    mended[step] += now
    if (done < of && performance.now() - saidMs < sayEveryMs) return
    saidMs = performance.now()
    say(`${stepNames[step]} ${done}/${of}`)
  }
  await rebuildStatistics({ database, clock, casesAfter, told })
  const seconds = Math.round((performance.now() - begunMs) / 1_000)
  say(`统计已重建：更正 ${mended.cases} 个事件的计入方式、${mended.areas} 个计数，用时 ${seconds} 秒`)
  return 0
}
