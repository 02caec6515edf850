import { partitionOf, type GridPartition } from '@shuniu/shared/gridPlans'
import type { Database, Tx } from '../../platform/db/index.ts'
import { allowedOversize } from '../gridChecks/index.ts'
import { gridsOf } from '../grids/index.ts'

/**
 * The grids of a village as they are now, to be drawn on; undefined where there is no outline. Why a grid may have more than 500
 * people, where the checks let it stand, comes along.
 */
export async function groundOf(
  from: Pick<Database, 'orm'> | Tx,
  villageCode: string,
): Promise<GridPartition | undefined> {
  const { boundary, grids } = await gridsOf(from, villageCode)
  const notes = await allowedOversize(from, villageCode)
  if (grids.length === 0) return undefined
  return partitionOf({
    boundary,
    grids: grids.map(({ code, name, boundary: own, population, households, specialKind }) => {
      const oversizeNote = notes.get(code) ?? null
      return { code, name, boundary: own, population, households, specialKind, oversizeNote }
    }),
  })
}
