import polygonClipping, { type Polygon } from 'polygon-clipping'
import type { Ring } from './county.ts'

/** Several outlines as one; undefined while one of them is not known, or where they do not make one without holes. */
export function wholeOf(outlines: readonly (Ring | null)[]): Ring | undefined {
  const polygons = outlines.flatMap((ring): Polygon[] =>
    ring === null ? [] : [[ring.map(([lon, lat]) => [lon, lat])]],
  )
  const [first, ...others] = polygons
  if (!first || polygons.length < outlines.length) return undefined
  const [whole, ...pieces] = polygonClipping.union(first, ...others)
  const [outer, ...holes] = whole ?? []
  return outer && pieces.length === 0 && holes.length === 0
    ? outer.map(([lon, lat]) => [lon, lat])
    : undefined
}
