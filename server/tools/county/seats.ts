import { at } from './at.ts'
import { allot, type CentreSeat } from './allot.ts'
import { contains, type Land, type Spot } from './ground.ts'
import { bell, between, type Random } from './random.ts'
import type { Register, RegisterTownship } from './register.ts'

/** A town: where a township's offices are, and around which its people live denser. */
export interface Town extends CentreSeat {
  readonly township: RegisterTownship
}

/** Metres a degree of latitude is long, in micro-degrees per metre. */
const microPerM = 1e6 / 111_200
const coreSpreadM = 2_300
const townSpreadM = 900
const planSpots = 2_400

/** Code of the county town (the first 镇) and of development zones (4xx). Source: domain.md §2.9. */
const isCountyTown = (code: string): boolean => code.endsWith('100')
const isZone = (code: string): boolean => code.charAt(6) === '4'

const scatter = (ground: Land, around: Spot, spread: { byM: number; random: Random }): Spot => ({
  x: Math.round(around.x + (bell(spread.random) * spread.byM * microPerM) / ground.squeeze),
  y: Math.round(around.y + bell(spread.random) * spread.byM * microPerM),
})

const anywhere = (ground: Land, random: Random): Spot => ({
  x: Math.round(between(random, ground.west, ground.east)),
  y: Math.round(between(random, ground.south, ground.north)),
})

function landSpots(ground: Land, count: number, draw: () => Spot): Spot[] {
  const spots: Spot[] = []
  while (spots.length < count) {
    const spot = draw()
    if (contains(ground.outline, spot)) spots.push(spot)
  }
  return spots
}

/**
 * Where people live: the county town densest, towns denser than fields. Every spot stands for equally many people.
 * `towns` may be empty, when only the county town is known.
 */
export function peopleSpots(
  ground: Land,
  towns: readonly Spot[],
  by: { count: number; random: Random },
): Spot[] {
  const { random } = by
  return landSpots(ground, by.count, () => {
    const share = random()
    if (share < 0.068) return scatter(ground, ground.centre, { byM: coreSpreadM, random })
    if (share < 0.24 && towns.length > 0) {
      return scatter(ground, at(towns, Math.floor(random() * towns.length)), { byM: townSpreadM, random })
    }
    return anywhere(ground, random)
  })
}

/** Places the towns: the county town at the middle, its development zone beside it, the others evenly by their villages. */
export function townsOf(register: Register, ground: Land, random: Random): Town[] {
  const spots = peopleSpots(ground, [], { count: planSpots, random })
  const villages = register.townships.reduce((sum, row) => sum + row.villages.length, 0)
  const towns = register.townships.map((township): Town => {
    const target = (township.villages.length / villages) * planSpots
    if (isCountyTown(township.code)) return { ...ground.centre, target, pinned: true, township }
    if (!isZone(township.code))
      return { ...at(spots, Math.floor(random() * spots.length)), target, pinned: false, township }
    const aside = 4_600 * microPerM
    return {
      x: Math.round(ground.centre.x + aside / ground.squeeze),
      y: ground.centre.y,
      target,
      pinned: true,
      township,
    }
  })
  return allot(spots, towns, ground.squeeze).seats.map((seat, i) => ({
    ...seat,
    township: at(towns, i).township,
  }))
}
