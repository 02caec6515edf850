import {
  doubleArea,
  edgesOf,
  gapBetween,
  isSameCorner,
  nearestOn,
  placeIn,
  type GridCorner,
  type GridRing,
} from './corners.ts'
import { crossingOf } from './opening.ts'
import { withCornerOn, type GridPartition, type PlannedGrid } from './partition.ts'

/** A part of a grid while it is being cut. */
export interface GridPart {
  readonly of: PlannedGrid
  readonly ring: GridRing
}

/** A village while it is being cut. */
export interface CutVillage {
  readonly outline: GridRing
  readonly parts: readonly GridPart[]
}

/** A corner nearer than this to a line, in metres, was meant to be on it. */
const onLineM = 0.3
/** No line drawn by hand comes into grids so many times; one that does is left as far as it was cut. */
const mostCuts = 200

export const uncut = ({ outline, grids }: GridPartition): CutVillage => ({
  outline,
  parts: grids.map(grid => ({ of: grid, ring: grid.ring })),
})

/** Cuts the parts that are chosen wherever the line goes through them from border to border; what of it ends within one cuts nothing. */
export function cutAlong(
  village: CutVillage,
  line: readonly GridCorner[],
  isChosen: (part: GridPart) => boolean,
): CutVillage {
  let cut = village
  for (let n = 0; n < mostCuts; n += 1) {
    const next = cutOnce(cut, line, isChosen)
    if (!next) break
    cut = next
  }
  return cut
}

function cutOnce(
  village: CutVillage,
  line: readonly GridCorner[],
  isChosen: (part: GridPart) => boolean,
): CutVillage | undefined {
  for (const part of village.parts.filter(isChosen)) {
    const way = wayThrough(part.ring, line)
    if (way) return partedBy(village, part, way)
  }
  return undefined
}

interface BorderMeeting {
  /** How far along the line: the number of its stretch, and the share of that. */
  readonly at: number
  readonly corner: GridCorner
  readonly edge: readonly [GridCorner, GridCorner]
}

/** The first stretch of the line that goes through the ring, from border to border. */
function wayThrough(
  ring: GridRing,
  line: readonly GridCorner[],
): readonly BorderMeetingOrCorner[] | undefined {
  const meetings = meetingsOf(ring, line)
  for (const [nth, from] of meetings.entries()) {
    const to = meetings[nth + 1]
    if (!to || isSameCorner(from.corner, to.corner)) continue
    const between = line.filter((_, at) => at > from.at && at < to.at)
    const corners = [from.corner, ...between, to.corner].filter(
      (corner, at, all) => at === 0 || !isSameCorner(corner, all[at - 1] ?? corner),
    )
    if (goesInside(ring, corners)) return [from, ...corners.slice(1, -1).map(corner => ({ corner })), to]
  }
  return undefined
}
type BorderMeetingOrCorner = Pick<BorderMeeting, 'corner'> & Partial<BorderMeeting>

function goesInside(ring: GridRing, corners: readonly GridCorner[]): boolean {
  const isIn = (point: GridCorner) => placeIn(ring, point) === 'in'
  return corners.slice(1).every((to, nth) => {
    const from = corners[nth] ?? to
    const isLast = nth === corners.length - 2
    return isIn([(from[0] + to[0]) / 2, (from[1] + to[1]) / 2]) && (isLast || isIn(to))
  })
}

/** Where a line comes to a ring's border, in the order of its way. */
function meetingsOf(ring: GridRing, line: readonly GridCorner[]): BorderMeeting[] {
  const edges = edgesOf(ring)
  const found = line.slice(0, -1).flatMap((from, nth) => {
    const to = line[nth + 1] ?? from
    return edges
      .flatMap(edge => cornersMet([from, to], edge))
      .map(({ share, ...met }) => ({ at: nth + share, ...met }))
  })
  return found.sort((a, b) => a.at - b.at)
}

interface StretchMeeting extends Omit<BorderMeeting, 'at'> {
  readonly share: number
}

function cornersMet(
  stretch: readonly [GridCorner, GridCorner],
  edge: readonly [GridCorner, GridCorner],
): StretchMeeting[] {
  const [from, to] = stretch
  const long = gapBetween(from, to)
  const shareOf = (corner: GridCorner) => (long === 0 ? 0 : Math.min(1, gapBetween(from, corner) / long))
  const ends = edge.filter(corner => gapBetween(nearestOn(stretch, corner), corner) <= onLineM)
  if (ends.length > 0) return ends.map(corner => ({ share: shareOf(corner), corner, edge }))
  const own = stretch.filter(corner => gapBetween(nearestOn(edge, corner), corner) <= onLineM)
  if (own.length > 0) {
    return own.map(corner => ({ share: corner === from ? 0 : 1, corner: nearestOn(edge, corner), edge }))
  }
  const corner = crossingOf(stretch, edge)
  return corner ? [{ share: shareOf(corner), corner, edge }] : []
}

/** Two parts of one, divided by a way through it; the ends of the way become corners of all whose border they lie on. */
function partedBy(
  village: CutVillage,
  part: GridPart,
  way: readonly BorderMeetingOrCorner[],
): CutVillage | undefined {
  const joined = way.reduce<CutVillage>(({ outline, parts }, { corner, edge }) => {
    if (!edge) return { outline, parts }
    const put = (ring: GridRing) => withCornerOn(ring, edge, corner)
    return { outline: put(outline), parts: parts.map(one => ({ ...one, ring: put(one.ring) })) }
  }, village)
  const ring = joined.parts[village.parts.indexOf(part)]?.ring ?? []
  const inner = way.slice(1, -1).map(({ corner }) => corner)
  const [start, end] = [way[0], way.at(-1)].map(met =>
    ring.findIndex(one => met && isSameCorner(one, met.corner)),
  )
  if (start === undefined || end === undefined || start < 0 || end < 0 || start === end) return undefined
  const left = [...stretchOf(ring, start, end), ...[...inner].reverse()]
  const right = [...stretchOf(ring, end, start), ...inner]
  if (doubleArea(left) <= 0 || doubleArea(right) <= 0) return undefined
  const parts = joined.parts.flatMap((one, nth) =>
    nth === village.parts.indexOf(part) ? [left, right].map(half => ({ of: part.of, ring: half })) : [one],
  )
  return { outline: joined.outline, parts }
}

/** The corners of a ring from one to another, both included, as it goes round. */
const stretchOf = (ring: GridRing, from: number, to: number): GridRing =>
  from <= to ? ring.slice(from, to + 1) : [...ring.slice(from), ...ring.slice(0, to + 1)]
