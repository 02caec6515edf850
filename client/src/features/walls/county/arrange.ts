import { stepApart, type Discs, type TownshipPlace } from './marks.ts'
import {
  distance,
  doBoxesMeet,
  doesLineMeet,
  doLinesCross,
  isWithin,
  nearestIn,
  outward,
  reachTo,
  roomToDisc,
  turns,
  type Box,
  type Disc,
  type Line,
} from './shapes.ts'

export interface PlacedName {
  readonly box: Box
  /** From the mark to its name, where they do not stand together. */
  readonly leader: Line | undefined
}

export interface Arranged {
  /** Of townships, by code. */
  readonly marks: Discs
  /** Of townships, by code. */
  readonly names: ReadonlyMap<string, PlacedName>
}

/** Air around a name, and beside a line. */
const air = { name: 0.15, line: 0.08 } as const
/** A name this near its mark needs no line to it. */
const nearU = 0.5
const heightU = 1.1
/** Room tried between a mark and its name, nearest first. */
const distances = Array.from({ length: 45 }, (_, i) => air.name + 0.35 * i)
/** Price of a line, in the distance one would rather go without. */
const linePrice = 1.2
/** Names that found no room choose first the next time; so often at most. */
const attempts = 8

/**
 * Gives every township's mark and name a room of its own within the frame: nothing covers anything. A name stands
 * beside its mark where it can, else where there is room, at the end of a line. The same county is always arranged
 * alike, whatever happens in it. Lengths are in labels' heights.
 */
export function arrange(places: readonly TownshipPlace[], frame: Box): Arranged {
  const marks = stepApart(places)
  let order = crowdedFirst(places, [...marks.values()])
  let names = named(order, marks, frame)
  for (let attempt = 1; attempt < attempts && names.size < places.length; attempt += 1) {
    const isLost = ({ code }: TownshipPlace) => !names.has(code)
    order = [...order.filter(isLost), ...order.filter(place => !isLost(place))]
    const again = named(order, marks, frame)
    names = again.size < names.size ? names : again
  }
  return { marks, names }
}

function crowdedFirst(places: readonly TownshipPlace[], discs: readonly Disc[]): TownshipPlace[] {
  const crowd = new Map(
    places.map(place => [place.code, discs.filter(disc => distance(disc, place) < 7).length]),
  )
  return [...places].sort(
    (a, b) => (crowd.get(b.code) ?? 0) - (crowd.get(a.code) ?? 0) || a.code.localeCompare(b.code),
  )
}

/** Names in their rooms, each taking the best that those before it have left; then each looks once more. */
function named(order: readonly TownshipPlace[], marks: Discs, frame: Box): Map<string, PlacedName> {
  const discs = [...marks.values()]
  const names = new Map<string, PlacedName>()
  for (const { code, name } of [...order, ...order]) {
    const own = marks.get(code)
    const before = names.get(code)
    names.delete(code)
    const found = own && roomFor({ own, width: name.length, discs, taken: [...names.values()], frame })
    const kept = found ?? before
    if (kept) names.set(code, kept)
  }
  return names
}

interface Wanting {
  readonly own: Disc
  readonly width: number
  readonly discs: readonly Disc[]
  readonly taken: readonly PlacedName[]
  readonly frame: Box
}

/** The best free room for a name: near, then without a line, then straight above or below. */
function roomFor(wanting: Wanting): PlacedName | undefined {
  const { own, width } = wanting
  let best: { name: PlacedName; price: number } | undefined
  for (const away of distances) {
    if (best && best.price <= away) break
    for (const turn of turns) {
      const name = nameAt({ own, turn, width, away })
      const price = away + slant(turn) + (name.leader ? linePrice : 0)
      if ((!best || price < best.price) && isFree(name, wanting)) best = { name, price }
    }
  }
  return best?.name
}

/** Straight above and below reads best, then beside, then across. */
const slant = (turn: number): number => 0.3 * Math.abs(Math.sin(2 * turn)) + 0.1 * Math.abs(Math.sin(turn))

interface NamingOptions {
  readonly own: Disc
  readonly turn: number
  readonly width: number
  /** Room between the mark and the name. */
  readonly away: number
}

function nameAt({ own, turn, width, away }: NamingOptions): PlacedName {
  const box = { ...outward(own, turn, stepTo({ turn, width, radius: own.r + away })), w: width, h: heightU }
  const leader = { from: outward(own, turn, own.r), to: nearestIn(box, own) }
  return { box, leader: away > nearU ? leader : undefined }
}

/** How far in a direction the middle of a name's box lies whose nearest point is a radius away. */
function stepTo({ turn, width, radius }: { turn: number; width: number; radius: number }): number {
  const [across, down] = [Math.abs(Math.sin(turn)), Math.abs(Math.cos(turn))]
  const [halfW, halfH] = [width / 2, heightU / 2]
  const bySide = (radius + halfW) / across
  if (bySide * down <= halfH) return bySide
  const byTop = (radius + halfH) / down
  if (byTop * across <= halfW) return byTop
  const half = across * halfW + down * halfH
  return half + Math.sqrt(half ** 2 - halfW ** 2 - halfH ** 2 + radius ** 2)
}

function isFree({ box, leader }: PlacedName, { own, discs, taken, frame }: Wanting): boolean {
  if (!isWithin(box, frame)) return false
  const others = discs.filter(disc => disc !== own)
  const ownRoom = roomToDisc(box, own)
  if (others.some(disc => roomToDisc(box, disc) < Math.max(air.name, leader ? 0 : ownRoom))) return false
  if (taken.some(name => doBoxesMeet(box, name.box, 2 * air.name))) return false
  if (taken.some(name => name.leader && doesLineMeet(name.leader, box))) return false
  if (!leader) return true
  return (
    others.every(disc => reachTo(leader, disc) > disc.r + air.line) &&
    taken.every(name => !doesLineMeet(leader, name.box)) &&
    taken.every(name => !name.leader || !doLinesCross(leader, name.leader))
  )
}
