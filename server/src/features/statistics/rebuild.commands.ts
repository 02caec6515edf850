import type { CaseFact } from '@shuniu/shared/cases'
import type { Clock } from '@shuniu/shared/kernel'
import { inTx, type Database, type Tx } from '../../platform/db/index.ts'
import {
  beginRebuild,
  endRebuild,
  estimatedCases,
  everyArea,
  heldRebuild,
  holdFollower,
  noteRebuild,
  recountArea,
  replaceCounted,
  type Rebuild,
} from './rebuild.repo.ts'
import { countedOf } from './counting.ts'
import { firstOf, lastOfWindow } from './window.ts'

/** Cases as they stand after an id, in the order of ids. */
type CasesAfter = (tx: Tx, id: string, limit: number) => Promise<readonly CaseFact[]>

/** How far a rebuild has come: so many cases or divisions are done, of so many. */
export interface RebuildProgress extends Pick<Rebuild, 'step' | 'done'> {
  readonly of: number
  /** What was wrong and is put right, in this slice: cases counted wrongly, or counters. */
  readonly mended: number
}

interface RebuildDeps {
  readonly database: Pick<Database, 'pool' | 'log'>
  readonly clock: Clock
  readonly casesAfter: CasesAfter
  readonly told?: (progress: RebuildProgress) => void
  readonly casesAtOnce?: number
}

const usualCasesAtOnce = 2_000
const beforeAll = '00000000-0000-0000-0000-000000000000'
/** Longest time of one statement, in milliseconds: the counters of a division of hundreds of thousands of cases. */
const statementMs = 60_000

/**
 * Counts everything anew from the rows, in slices of one transaction each, beside living servers: first what each case
 * counts as, then the counters of each division, the smallest first, a larger one from those within it. The follower
 * waits for the slice under way alone; whatever it counts later changes every counter as it stands, so that in the end
 * all are right. One that was stopped goes on where it was; two at once do one work.
 */
export async function rebuildStatistics({ told = () => undefined, ...parts }: RebuildDeps): Promise<void> {
  const { database, clock } = parts
  const cases = await inTx(database, async tx => {
    await beginRebuild(tx, { last: beforeAll, startedAt: clock.now() })
    return estimatedCases(tx)
  })
  for (;;) {
    const progress = await inTx(database, tx => nextSlice(tx, parts), { statementMs })
    if (!progress) return
    told({ ...progress, of: Math.max(progress.of ?? cases, progress.done) })
  }
}

type Slice = Omit<RebuildProgress, 'of'> & { readonly of?: number }

async function nextSlice(tx: Tx, parts: RebuildDeps): Promise<Slice | undefined> {
  const held = await heldRebuild(tx)
  if (!held) return undefined
  await holdFollower(tx)
  return held.step === 'cases' ? sliceOfCases(tx, held, parts) : sliceOfAreas(tx, held)
}

async function sliceOfCases(
  tx: Tx,
  held: Rebuild,
  { casesAfter, casesAtOnce = usualCasesAtOnce }: RebuildDeps,
): Promise<Slice> {
  const seen = await casesAfter(tx, held.last, casesAtOnce)
  const through = seen.length < casesAtOnce ? undefined : seen.at(-1)?.id
  const mended = await replaceCounted(tx, { after: held.last, through }, seen.map(countedOf))
  const done = held.done + seen.length
  await noteRebuild(
    tx,
    through === undefined ? { step: 'areas', last: '', done: 0 } : { step: 'cases', last: through, done },
  )
  return { step: 'cases', done, mended }
}

/** One division, those of most digits first: what lies within it has been counted by then. */
async function sliceOfAreas(tx: Tx, held: Rebuild): Promise<Slice | undefined> {
  const areas = await everyArea(tx)
  const area = areas[held.last === '' ? 0 : areas.indexOf(held.last) + 1]
  if (area === undefined) {
    await endRebuild(tx)
    return undefined
  }
  const last = await lastOfWindow(tx)
  const window = last === undefined ? undefined : { first: firstOf(last), last }
  const within = areas.filter(one => one.length === area.length + 3 && one.startsWith(area))
  const mended = await recountArea(tx, { area, within, window })
  const done = held.done + 1
  await noteRebuild(tx, { step: 'areas', last: area, done })
  return { step: 'areas', done, of: areas.length, mended }
}
