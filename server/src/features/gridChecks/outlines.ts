import { gridCheckLimits, type GridCheck, type GridFault } from '@shuniu/shared/gridChecks'
import type { Position } from '@shuniu/shared/kernel'
import polygonClipping, { type MultiPolygon } from 'polygon-clipping'
import type { Ring } from '../grids/index.ts'

/** A village and the outlines of its grids, as they are stored: WGS-84. */
export interface OutlinedVillage {
  readonly code: string
  /** Null while its own outline is not known: then nothing is said of gaps and of what lies outside. */
  readonly boundary: Ring | null
  readonly grids: readonly { readonly code: string; readonly boundary: Ring }[]
}

/** A fault with the outlines of where it lies, the largest first. */
export interface OutlineFault extends GridFault {
  readonly pieces: readonly Ring[]
}

const metresADegree = 111_320
/** Areas that differ by less are the same but for the rounding of numbers. */
const sameArea = 1e-9
const mostPieces = 12
const mostCorners = 400

/** A square degree is so many square metres here, and a degree so long each way. */
function scaleAt([, lat]: Position): readonly [number, number] {
  return [metresADegree * Math.cos((lat * Math.PI) / 180), metresADegree]
}

/** In square degrees: what a border at one place goes round, whichever of its corners comes first. */
function degreesIn(ring: Ring): number {
  const [first] = ring
  if (!first) return 0
  const twice = ring.reduce((sum, [lon, lat], nth) => {
    const [nextLon, nextLat] = ring[(nth + 1) % ring.length] ?? first
    return sum + (lon - first[0]) * (nextLat - first[1]) - (nextLon - first[0]) * (lat - first[1])
  }, 0)
  return Math.abs(twice) / 2
}

/** In square metres. */
export function areaOfRing(ring: Ring): number {
  const [first] = ring
  if (!first) return 0
  const [perLon, perLat] = scaleAt(first)
  return degreesIn(ring) * perLon * perLat
}

function lengthOf(ring: Ring): number {
  const [first] = ring
  if (!first) return 0
  const [perLon, perLat] = scaleAt(first)
  return ring.reduce((sum, [lon, lat], nth) => {
    const [nextLon, nextLat] = ring[(nth + 1) % ring.length] ?? first
    return sum + Math.hypot((nextLon - lon) * perLon, (nextLat - lat) * perLat)
  }, 0)
}

interface OutlinePiece {
  readonly ring: Ring
  readonly areaM2: number
  /** A long and narrow one: of a hundred metres by one the mean width is one. */
  readonly isSliver: boolean
}

function piecesOf(shapes: MultiPolygon): OutlinePiece[] {
  return shapes.flatMap(([outer = [], ...holes]) => {
    const areaM2 = areaOfRing(outer) - holes.reduce((sum, hole) => sum + areaOfRing(hole), 0)
    if (areaM2 < gridCheckLimits.leastPieceM2) return []
    const edge = [outer, ...holes].reduce((sum, ring) => sum + lengthOf(ring), 0)
    return [{ ring: outer, areaM2, isSliver: (2 * areaM2) / edge < gridCheckLimits.sliverWidthM }]
  })
}

const polygon = (ring: Ring): [Position[]] => [ring.map(([lon, lat]): Position => [lon, lat])]

/** Whether a ring is none, or runs across itself: then cutting it at its crossings changes the area it goes round. */
export function isBroken(ring: Ring): boolean {
  const area = degreesIn(ring)
  if (new Set(ring.map(String)).size < 3 || areaOfRing(ring) < 1) return true
  try {
    const cut = polygonClipping.union(polygon(ring))
    const [only = [], ...others] = cut
    if (others.length > 0 || only.length !== 1) return true
    return Math.abs(degreesIn(only[0] ?? []) - area) > area * sameArea
  } catch {
    // The library gives up on outlines that no area can be made of; that is what was asked.
    return true
  }
}

const boxOf = (ring: Ring) => ({
  west: Math.min(...ring.map(([lon]) => lon)),
  east: Math.max(...ring.map(([lon]) => lon)),
  south: Math.min(...ring.map(([, lat]) => lat)),
  north: Math.max(...ring.map(([, lat]) => lat)),
})
type OutlineBox = ReturnType<typeof boxOf>
const meet = (a: OutlineBox, b: OutlineBox): boolean =>
  a.west <= b.east && b.west <= a.east && a.south <= b.north && b.south <= a.north

interface FaultPlace {
  readonly subject: string
  readonly villageCode: string
  readonly others: readonly string[]
}

/** One fault of all pieces that are wide enough; slivers are gathered for the village. */
function faultIn(check: GridCheck, place: FaultPlace, pieces: readonly OutlinePiece[]): OutlineFault[] {
  if (pieces.length === 0) return []
  const largest = [...pieces].sort((a, b) => b.areaM2 - a.areaM2)
  return [
    {
      check,
      ...place,
      measure: Math.round(pieces.reduce((sum, { areaM2 }) => sum + areaM2, 0)),
      pieces: largest
        .slice(0, mostPieces)
        .map(({ ring }) => ring)
        .filter(ring => ring.length <= mostCorners),
    },
  ]
}

/**
 * What is wrong with how the grids of one village are drawn: they cross themselves, lie upon each other, leave something of
 * the village open, or reach over its border. Pieces that only the rounding of coordinates makes are none; narrow ones are
 * slivers. An outline that is broken is told of and left out of the rest. Source: S40.
 */
export function outlineFaults({ code: villageCode, boundary, grids }: OutlinedVillage): OutlineFault[] {
  const sound = grids.filter(({ boundary: ring }) => !isBroken(ring))
  const broken = grids
    .filter(one => !sound.includes(one))
    .map(({ code: subject }): OutlineFault => {
      return { check: 'broken', subject, villageCode, measure: null, others: [], pieces: [] }
    })
  const slivers: OutlinePiece[] = []
  const wide = (pieces: readonly OutlinePiece[]): OutlinePiece[] => {
    slivers.push(...pieces.filter(({ isSliver }) => isSliver))
    return pieces.filter(({ isSliver }) => !isSliver)
  }
  const overlaps = overlapsIn(sound).flatMap(({ first, second, shapes }) =>
    faultIn('overlap', { subject: first, villageCode, others: [second] }, wide(piecesOf(shapes))),
  )
  const village = boundary && !isBroken(boundary) ? polygon(boundary) : undefined
  const outside = village
    ? sound.flatMap(grid => {
        const beyond = piecesOf(polygonClipping.difference(polygon(grid.boundary), village))
        return faultIn('outside', { subject: grid.code, villageCode, others: [] }, wide(beyond))
      })
    : []
  const here = { subject: villageCode, villageCode, others: [] }
  // Of a village without any grid drawn all is open; that its grids lack outlines is said of each.
  const open =
    village && sound.length > 0
      ? piecesOf(polygonClipping.difference(village, ...sound.map(grid => polygon(grid.boundary))))
      : []
  const gaps = faultIn('gap', here, wide(open))
  return [...broken, ...overlaps, ...outside, ...gaps, ...faultIn('sliver', here, slivers)]
}

function overlapsIn(
  grids: OutlinedVillage['grids'],
): { readonly first: string; readonly second: string; readonly shapes: MultiPolygon }[] {
  const boxed = grids.map(grid => ({ ...grid, box: boxOf(grid.boundary) }))
  return boxed.flatMap((first, nth) =>
    boxed
      .slice(nth + 1)
      .filter(second => meet(first.box, second.box))
      .map(second => ({
        first: first.code,
        second: second.code,
        shapes: polygonClipping.intersection(polygon(first.boundary), polygon(second.boundary)),
      })),
  )
}
