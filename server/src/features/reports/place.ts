import type { CaseFact } from '@shuniu/shared/cases'
import type { Actor } from '@shuniu/shared/identity'
import { grant, refuse, type Position, type Result } from '@shuniu/shared/kernel'
import type { PostedReport } from '@shuniu/shared/reports'
import gcoord from 'gcoord'
import type { Places } from '../grids/index.ts'
import { countyOf } from '../cases/index.ts'

export type FoundPlace = Pick<CaseFact, 'areaCode' | 'gridCode' | 'position' | 'placeDoubt'>

/** A fix vaguer than this, in metres, says no more than that the phone is somewhere around. */
const vagueM = 5_000

const datums = { GCJ02: gcoord.GCJ02, BD09: gcoord.BD09 } as const

const rounded = (degrees: number): number => Math.round(degrees * 1e7) / 1e7

/** WGS-84, to a centimetre; CGCS2000 is the same to within the same. Source: domain.md §6.2. */
export function toWgs84({ lon, lat, datum }: NonNullable<PostedReport['position']>): Position {
  if (datum !== 'GCJ02' && datum !== 'BD09') return [lon, lat]
  const [x, y] = gcoord.transform([lon, lat], datums[datum], gcoord.WGS84)
  return [rounded(x), rounded(y)]
}

/** The place named by a code: a grid with its village, or a division. */
const placeOf = (code: string, position: Position | null, placeDoubt: boolean): FoundPlace => ({
  areaCode: code.slice(0, 12),
  gridCode: code.length === 15 ? code : null,
  position,
  placeDoubt,
})

/** A doubtful place falls to the reporter's own grid, else to the county's inbox; the position is kept as it came. */
function inDoubt(actor: Actor, position: Position, places: Places): FoundPlace {
  const isOwnGrid = actor.scope.length === 15 && places.areaOf(actor.scope) !== undefined
  return placeOf(isOwnGrid ? actor.scope : countyOf(places), position, true)
}

/**
 * Where a report lies: by its position, else by the division it names; that alone counts while no outline of its grids
 * is known. A position outside the county, vaguer than five kilometres or at odds with the division named is in doubt,
 * never refused. Source: design.md §2.1.
 * Refuses: `report.nowhere`, `area.unknown`.
 */
export function findPlace(report: PostedReport, actor: Actor, places: Places): Result<FoundPlace> {
  const { position: sent, areaCode: named } = report
  // A phone that was away knows the county as it was.
  const areaCode = named === undefined ? undefined : places.presentOf(named)
  if (named !== undefined && areaCode === undefined) return refuse('area.unknown', { area: named })
  if (sent === undefined) {
    return areaCode === undefined ? refuse('report.nowhere') : grant(placeOf(areaCode, null, false))
  }
  const position = toWgs84(sent)
  if (areaCode !== undefined && !places.isOutlined(areaCode)) return grant(placeOf(areaCode, position, false))
  const gridCode = places.gridAt(position)
  const isVague = (sent.accuracyM ?? 0) > vagueM
  if (gridCode === undefined || isVague || !gridCode.startsWith(areaCode ?? '')) {
    return grant(inDoubt(actor, position, places))
  }
  return grant(placeOf(gridCode, position, false))
}
