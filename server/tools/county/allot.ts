import { at } from './at.ts'
import type { Spot } from './ground.ts'

/** A centre that should gather about `target` spots around it. */
export interface CentreSeat extends Spot {
  readonly target: number
  /** Stays where it is; others move to the middle of what they gather. */
  readonly pinned: boolean
}

export interface Allotment<S extends CentreSeat = CentreSeat> {
  readonly seats: readonly S[]
  /** For each spot the index of its seat. */
  readonly seatOf: Int32Array
}

const rounds = 60
const movingRounds = 40

interface SeatTally {
  count: number
  x: number
  y: number
  spread: number
}

/**
 * Divides spots among seats by weighted distance, moving seats and weights until each gathers about its target:
 * a capacity-constrained power diagram over points. The best of all rounds is kept.
 */
export function allot(spots: readonly Spot[], wanted: readonly CentreSeat[], squeeze: number): Allotment {
  let seats = [...wanted]
  const weights = wanted.map(() => 0)
  let best: Allotment & { miss: number } = { seats, seatOf: new Int32Array(spots.length), miss: Infinity }
  for (let round = 0; round < rounds; round++) {
    const seatOf = new Int32Array(spots.length)
    const tallies = seats.map((): SeatTally => ({ count: 0, x: 0, y: 0, spread: 0 }))
    spots.forEach((spot, i) => {
      seatOf[i] = gatherOne(spot, { seats, weights, tallies, squeeze })
    })
    const miss = seats.reduce((sum, { target }, i) => sum + (at(tallies, i).count / target - 1) ** 2, 0)
    if (round >= movingRounds && miss < best.miss) best = { seats, seatOf, miss }
    tallies.forEach((tally, i) => {
      const { target } = at(seats, i)
      const spread = tally.count > 0 ? tally.spread / tally.count : 1e9
      const short = (target - tally.count) / Math.max(target, tally.count)
      weights[i] = at(weights, i) + (round < movingRounds ? 0.35 : 0.12) * short * spread
    })
    if (round < movingRounds) seats = seats.map((seat, i) => toMiddle(seat, at(tallies, i)))
  }
  return best
}

interface GatheringState {
  readonly seats: readonly CentreSeat[]
  readonly weights: readonly number[]
  readonly tallies: readonly SeatTally[]
  readonly squeeze: number
}

function gatherOne(spot: Spot, { seats, weights, tallies, squeeze }: GatheringState): number {
  let [chosen, least, distance] = [0, Infinity, 0]
  for (let i = 0; i < seats.length; i++) {
    const seat = at(seats, i)
    const away = ((spot.x - seat.x) * squeeze) ** 2 + (spot.y - seat.y) ** 2
    const cost = away - at(weights, i)
    if (cost < least) [chosen, least, distance] = [i, cost, away]
  }
  const tally = at(tallies, chosen)
  tally.count += 1
  tally.x += spot.x
  tally.y += spot.y
  tally.spread += distance
  return chosen
}

const toMiddle = (seat: CentreSeat, { count, x, y }: SeatTally): CentreSeat =>
  seat.pinned || count === 0 ? seat : { ...seat, x: Math.round(x / count), y: Math.round(y / count) }
