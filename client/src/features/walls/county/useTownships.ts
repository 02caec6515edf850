import type { CaseView } from '@shuniu/shared/cases'
import type { Position } from '@shuniu/shared/kernel'
import { computed } from 'vue'
import { shortPlace, tallyUntilZoom, useDivisions, useOutlines } from '../../grids/index.ts'
import { arrange, type Arranged } from './arrange.ts'
import type { TownshipPlace } from './marks.ts'
import { planeAt, type Plane } from './plane.ts'
import type { Box } from './shapes.ts'
import { singleMarks } from './singles.ts'

interface TownshipOptions {
  readonly zoom: () => number
  /** Height of a label, in pixels. */
  readonly u: () => number
  readonly seen: () => readonly CaseView[]
}

/** How far beyond the county's border a name may stand, in labels' heights. */
const beyondU = { across: 5, down: 1.2 } as const

/**
 * Where the townships' marks and names and the red cases stand while the whole county is in view. Arranged anew when
 * the map comes to rest at another zoom; nearer, where everything stands at its own place, nothing is arranged.
 */
export function useTownships({ zoom, u, seen }: TownshipOptions) {
  const divisions = useDivisions()
  const plane = computed<Plane>(before => {
    const isNear = zoom() >= tallyUntilZoom({ u: u() })
    return before && isNear ? before : planeAt(Math.min(zoom(), tallyUntilZoom({ u: u() })), u())
  })
  const places = computed(() =>
    [...divisions.byCode.values()]
      .filter(division => division.level === 'township')
      .flatMap(({ code, name, centre }): TownshipPlace[] =>
        centre === null ? [] : [{ code, name: shortPlace(name), ...plane.value.toSpot(centre) }],
      ),
  )
  const arranged = computed<Arranged>(() => arrange(places.value, frameOf(plane.value, places.value)))
  const redSpots = computed(() =>
    singleMarks(
      seen()
        .filter(one => one.level === 'red')
        .map(({ id, areaCode }) => ({ id, code: areaCode.slice(0, 9) })),
      arranged.value,
    ),
  )
  const at = (spot: { x: number; y: number } | undefined): Position | undefined =>
    spot && plane.value.toPosition(spot)

  return {
    places,
    arranged,
    plane,
    markAt: (code: string) => at(arranged.value.marks.get(code)),
    redAt: (id: string) => at(redSpots.value.get(id)),
  }
}

export type Townships = ReturnType<typeof useTownships>

/** The county's border and a little more; around the marks alone while no border is known. */
function frameOf(plane: Plane, places: readonly TownshipPlace[]): Box {
  const bounds = useOutlines().boundsFor(places[0]?.code.slice(0, 6) ?? '')
  const corners = bounds
    ? [plane.toSpot([bounds[0], bounds[1]]), plane.toSpot([bounds[2], bounds[3]])]
    : places
  const [xs, ys] = [corners.map(({ x }) => x), corners.map(({ y }) => y)]
  const [west, east, north, south] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]
  return {
    x: (west + east) / 2,
    y: (north + south) / 2,
    w: east - west + 2 * beyondU.across,
    h: south - north + 2 * beyondU.down,
  }
}
