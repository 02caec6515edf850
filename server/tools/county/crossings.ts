import Flatbush from 'flatbush'
import { at } from './at.ts'
import { turn, type Land, type Spot } from './ground.ts'

/** Where a line meets the outline. */
export interface Crossing {
  readonly spot: Spot
  readonly segment: number
  readonly alongLine: number
  readonly alongOutline: number
}

/** A point exactly on a line counts as left of it, so that a line through a corner crosses once. */
const isLeft = (a: Spot, b: Spot, c: Spot): boolean => turn(a, b, c) >= 0

/** Finds where lines cross the outline, without walking all of it. */
export function outlineIndex({ outline }: Land) {
  const endOf = (segment: number): Spot => at(outline, (segment + 1) % outline.length)
  const index = new Flatbush(outline.length)
  outline.forEach((a, i) => {
    const b = endOf(i)
    index.add(Math.min(a.x, b.x), Math.min(a.y, b.y), Math.max(a.x, b.x), Math.max(a.y, b.y))
  })
  index.finish()

  const crossing = (from: Spot, to: Spot, segment: number): Crossing | undefined => {
    const [p, q] = [at(outline, segment), endOf(segment)]
    if (isLeft(p, q, from) === isLeft(p, q, to) || isLeft(from, to, p) === isLeft(from, to, q))
      return undefined
    const [fromSide, toSide] = [turn(p, q, from), turn(p, q, to)]
    const [pSide, qSide] = [turn(from, to, p), turn(from, to, q)]
    const alongLine = fromSide / (fromSide - toSide)
    const spot = {
      x: Math.round(from.x + alongLine * (to.x - from.x)),
      y: Math.round(from.y + alongLine * (to.y - from.y)),
    }
    return { spot, segment, alongLine, alongOutline: pSide / (pSide - qSide) }
  }

  /** Crossings in order from `from` to `to`. */
  const crossingsOf = (from: Spot, to: Spot): Crossing[] =>
    index
      .search(Math.min(from.x, to.x), Math.min(from.y, to.y), Math.max(from.x, to.x), Math.max(from.y, to.y))
      .flatMap(segment => crossing(from, to, segment) ?? [])
      .sort((a, b) => a.alongLine - b.alongLine)

  return { crossingsOf }
}
