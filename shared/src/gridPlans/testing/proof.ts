import fc from 'fast-check'
import { doubleArea, isSound, type GridPartition } from '../partition/index.ts'
import {
  editsInTurn,
  holdersOf,
  sampledPlaces,
  tryEdit,
  randomEdits,
  type RandomEdit,
} from './randomEdits.ts'
import { aLeaningVillage } from './village.ts'

const peopleOf = ({ grids }: GridPartition): number => grids.reduce((sum, grid) => sum + grid.population, 0)

/** What an edit has broken; undefined while the grids are the whole village and nothing twice. */
function brokenBy(after: GridPartition, before: GridPartition): string | undefined {
  if (!isSound(after)) return 'no partition'
  const parts = after.grids.reduce((sum, { ring }) => sum + doubleArea(ring), 0)
  if (parts !== doubleArea(after.outline)) return 'the parts are not the whole'
  if (peopleOf(after) !== peopleOf(before)) return 'people lost or made'
  if (new Set(after.grids.map(({ code }) => code)).size !== after.grids.length) return 'one code, two grids'
  return undefined
}

/** Where borders meet the village's, its outline gains corners less than a micro-degree beside it: no more than so large a part of it. */
const bentAtMost = 1 / 2_000

function brokenIn(all: readonly RandomEdit[], made: Map<string, number>): string | undefined {
  const begun = aLeaningVillage()
  let partition = begun
  for (const edit of all) {
    const outcome = tryEdit(partition, edit)
    if (!outcome.ok) continue
    made.set(edit.kind, (made.get(edit.kind) ?? 0) + 1)
    const broken = brokenBy(outcome.partition, partition)
    if (broken !== undefined) return `${edit.kind}: ${broken}`
    partition = outcome.partition
  }
  const [whole, now] = [begun, partition].map(({ outline }) => doubleArea(outline))
  if (Math.abs((now ?? 0) / (whole ?? 1) - 1) > bentAtMost) return 'the village is another'
  return sampledPlaces.every(point => holdersOf(partition, point) === 1)
    ? undefined
    : 'a place of none or of two'
}

/** Tries so many random edits in all; throws with the shortest that break a village, else tells how many of each kind were made. */
export function proveEdits(edits: number, seed: number): ReadonlyMap<string, number> {
  const made = new Map<string, number>()
  const property = fc.property(randomEdits, all => {
    const broken = brokenIn(all, made)
    if (broken !== undefined) throw new Error(broken)
  })
  fc.assert(property, { numRuns: Math.ceil(edits / editsInTurn), seed })
  return made
}
