/** Plane geometry of marks and words on a wall's map; lengths in labels' heights, y downward. */
export interface PlanePoint {
  readonly x: number
  readonly y: number
}

export interface Disc extends PlanePoint {
  readonly r: number
}

/** A box by its middle. */
export interface Box extends PlanePoint {
  readonly w: number
  readonly h: number
}

export interface Line {
  readonly from: PlanePoint
  readonly to: PlanePoint
}

/** The point of the box nearest to the spot: the spot itself when it lies within. */
export const nearestIn = ({ x, y, w, h }: Box, to: PlanePoint): PlanePoint => ({
  x: Math.min(Math.max(to.x, x - w / 2), x + w / 2),
  y: Math.min(Math.max(to.y, y - h / 2), y + h / 2),
})

export const distance = (a: PlanePoint, b: PlanePoint): number => Math.hypot(a.x - b.x, a.y - b.y)

/** Room between a box and a disc; negative where they overlap. */
export const roomToDisc = (box: Box, disc: Disc): number => distance(nearestIn(box, disc), disc) - disc.r

export const doBoxesMeet = (a: Box, b: Box, gap: number): boolean =>
  Math.abs(a.x - b.x) < (a.w + b.w) / 2 + gap && Math.abs(a.y - b.y) < (a.h + b.h) / 2 + gap

export const isWithin = (inner: Box, outer: Box): boolean =>
  Math.abs(inner.x - outer.x) <= (outer.w - inner.w) / 2 &&
  Math.abs(inner.y - outer.y) <= (outer.h - inner.h) / 2

/** How near a line comes to a spot. */
export function reachTo({ from, to }: Line, spot: PlanePoint): number {
  const length2 = (to.x - from.x) ** 2 + (to.y - from.y) ** 2
  const along = (spot.x - from.x) * (to.x - from.x) + (spot.y - from.y) * (to.y - from.y)
  const share = length2 === 0 ? 0 : Math.min(1, Math.max(0, along / length2))
  return distance({ x: from.x + share * (to.x - from.x), y: from.y + share * (to.y - from.y) }, spot)
}

const side = ({ from, to }: Line, spot: PlanePoint): number =>
  (to.x - from.x) * (spot.y - from.y) - (to.y - from.y) * (spot.x - from.x)

export const doLinesCross = (a: Line, b: Line): boolean =>
  side(a, b.from) * side(a, b.to) < 0 && side(b, a.from) * side(b, a.to) < 0

/** Whether a line runs through a box. */
export function doesLineMeet(line: Line, box: Box): boolean {
  const holds = (spot: PlanePoint) => distance(nearestIn(box, spot), spot) === 0
  const [left, right, top, bottom] = [
    box.x - box.w / 2,
    box.x + box.w / 2,
    box.y - box.h / 2,
    box.y + box.h / 2,
  ]
  const diagonals: Line[] = [
    { from: { x: left, y: top }, to: { x: right, y: bottom } },
    { from: { x: left, y: bottom }, to: { x: right, y: top } },
  ]
  return holds(line.from) || holds(line.to) || diagonals.some(diagonal => doLinesCross(line, diagonal))
}

/** All directions worth trying, clockwise from straight up, in radians. */
export const turns: readonly number[] = Array.from({ length: 36 }, (_, i) => (i / 36) * 2 * Math.PI)

export const outward = (from: PlanePoint, turn: number, by: number): PlanePoint => ({
  x: from.x + Math.sin(turn) * by,
  y: from.y - Math.cos(turn) * by,
})
