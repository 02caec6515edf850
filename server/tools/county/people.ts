import { between, type Random } from './random.ts'

export interface Inhabitants {
  readonly population: number
  readonly households: number
}

/** The source text allows a grid 500 people; some room is left for new neighbours. */
const [fewest, most] = [350, 492]
const peoplePerHousehold = 3.2

/** How many people and households live in one grid of the demo county. */
export function peopleOf(random: Random): Inhabitants {
  const population = Math.round(between(random, fewest, most))
  return {
    population,
    households: Math.round(population / (peoplePerHousehold + between(random, -0.25, 0.25))),
  }
}

export const sumOf = (parts: readonly Inhabitants[]): Inhabitants => ({
  population: parts.reduce((sum, part) => sum + part.population, 0),
  households: parts.reduce((sum, part) => sum + part.households, 0),
})
