import { isLate, type CaseView } from '@shuniu/shared/cases'
import type { Position } from '@shuniu/shared/kernel'
import type { Feature, FeatureCollection, Point } from 'geojson'
import { rankOf } from '../../../platform/map/index.ts'

/** Whether a case lies where it is drawn; else its mark stands for somewhere in its village. */
const isExact = ({ position, placeDoubt }: Pick<CaseView, 'position' | 'placeDoubt'>): boolean =>
  position !== null && !placeDoubt

const villageDigits = 12

/**
 * Where a case is drawn: its own place; where that is missing or in doubt, the middle of its village. One of which no more
 * is known than the township or the county is drawn nowhere: it is counted beside the map.
 */
export const placeOf = (
  seen: Pick<CaseView, 'position' | 'placeDoubt' | 'areaCode'>,
  centreOf: (code: string) => Position | undefined,
): Position | undefined =>
  seen.position !== null && !seen.placeDoubt
    ? seen.position
    : seen.areaCode.length >= villageDigits
      ? centreOf(seen.areaCode)
      : undefined

/** Where a case is to be drawn; undefined to leave it out. */
export type PlaceOfCase = (seen: CaseView) => Position | undefined

function pointOf(seen: CaseView, at: PlaceOfCase): Feature<Point>[] {
  const place = at(seen)
  if (!place) return []
  return [
    {
      type: 'Feature',
      properties: {
        id: seen.id,
        level: seen.level,
        rank: rankOf(seen.level),
        late: isLate(seen) ? 1 : 0,
        exact: isExact(seen) ? 1 : 0,
      },
      geometry: { type: 'Point', coordinates: place },
    },
  ]
}

/** Cases as points of the map; one that lies nowhere we know of is left out. */
export const casePoints = (seen: readonly CaseView[], at: PlaceOfCase): FeatureCollection => ({
  type: 'FeatureCollection',
  features: seen.flatMap(one => pointOf(one, at)),
})
