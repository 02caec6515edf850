import type { Position } from '@shuniu/shared/kernel'
import Flatbush from 'flatbush'
import pointInPolygon from 'point-in-polygon-hao'
import type { Ring } from './county.ts'

export interface GridIndex {
  /** The grid a point lies in; on a shared border the one with the smallest code; undefined outside the county. */
  gridAt(position: Position): string | undefined
  /** The village a point lies in, by its grid. */
  villageOf(position: Position): string | undefined
  isInsideCounty(position: Position): boolean
}

/** Finds grids by position, in memory; those without an outline are found by none: boxes by an R-tree, then an exact test that knows borders from insides. */
export function createGridIndex(
  cells: readonly { readonly code: string; readonly boundary: Ring | null }[],
): GridIndex {
  const sorted = [...cells]
    .sort((a, b) => (a.code < b.code ? -1 : 1))
    .flatMap(({ code, boundary }) =>
      boundary === null ? [] : [{ code, rings: [boundary.map(([lon, lat]) => [lon, lat])] }],
    )
  const boxes = boxesOf(sorted.map(({ rings }) => rings.flat()))

  function gridAt(position: Position): string | undefined {
    const [lon, lat] = position
    let onBorder: string | undefined
    for (const i of boxes?.search(lon, lat, lon, lat).sort((a, b) => a - b) ?? []) {
      const cell = sorted[i]
      const found = cell && pointInPolygon(position, cell.rings)
      if (found === true) return cell.code
      if (found === 0) onBorder ??= cell?.code
    }
    return onBorder
  }
  return {
    gridAt,
    villageOf: position => gridAt(position)?.slice(0, 12),
    isInsideCounty: position => gridAt(position) !== undefined,
  }
}

function boxesOf(rings: readonly number[][][]): Flatbush | undefined {
  if (rings.length === 0) return undefined
  const boxes = new Flatbush(rings.length)
  for (const ring of rings) {
    const [lons, lats] = [ring.map(([lon]) => lon ?? NaN), ring.map(([, lat]) => lat ?? NaN)]
    boxes.add(Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats))
  }
  boxes.finish()
  return boxes
}
