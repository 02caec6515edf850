import type { County } from '../../src/features/grids/county.ts'
import { at } from './at.ts'
import { bendBorders } from './bends.ts'
import { cellsOf, waysOf } from './cells.ts'
import { describeCounty, type VillageCut } from './describe.ts'
import { gather, plotsOf, type Plot } from './gather.ts'
import { groundOf, type Land, type Spot } from './ground.ts'
import { between, randomFrom, type Random } from './random.ts'
import type { Register } from './register.ts'
import { peopleSpots, townsOf, type Town } from './seats.ts'
import { sitesOf, spotsFor } from './sites.ts'
import type { GridCell, Way } from './way.ts'

/** Sites to begin with; a sliver at the outline is joined to its neighbour, so a few grids fewer may come out. */
const siteCount = 3_330
const defaultSeed = 20_221_031

/**
 * Cuts a county's real outline into the townships and villages of its register and into grids of at most 500 people.
 * The same register, outline and seed give the same county. Children partition their parent exactly:
 * all borders are shared, corner by corner. Every border but the outline is invented (示意边界).
 */
export function cutCounty(
  register: Register,
  outline: readonly (readonly [number, number])[],
  seed: number = defaultSeed,
): County {
  const random = randomFrom(seed)
  const ground = groundOf(outline)
  const towns = townsOf(register, ground, random)
  const sites = sitesOf(peopleSpots(ground, towns, { count: spotsFor(siteCount), random }), ground)
  const cells = cellsOf(sites, ground)
  const villages = villagesOf(plotsOf(cells, sites), towns, { ground, random })
  bend(cells, villages, { sites, ground, random })
  return describeCounty(register, villages, { ground, random })
}

interface Drawing {
  readonly ground: Land
  readonly random: Random
}

/** Gathers plots into townships around their towns, and each township's plots into its villages. */
function villagesOf(
  plots: readonly Plot[],
  towns: readonly Town[],
  { ground, random }: Drawing,
): VillageCut[] {
  const villages = towns.reduce((sum, { township }) => sum + township.villages.length, 0)
  const seats = towns.map(town => ({
    ...town,
    target: (town.township.villages.length / villages) * plots.length,
  }))
  return gather(plots, seats, ground).flatMap((own, i) => {
    const { township } = at(towns, i)
    const weights = township.villages.map(() => between(random, 0.65, 1.45))
    const whole = weights.reduce((sum, weight) => sum + weight, 0)
    const starts = spread(own, township.villages.length, ground)
    const wanted = weights.map((weight, k) => ({
      ...at(starts, k),
      target: (weight / whole) * own.length,
      pinned: false,
    }))
    return gather(own, wanted, ground).map((members, k) => ({
      ...at(township.villages, k),
      township: township.code,
      plots: members,
    }))
  })
}

/** Plots far from one another: each next one is the farthest from those before. */
function spread(plots: readonly Plot[], count: number, { squeeze }: Land): Spot[] {
  const chosen: Spot[] = [at(plots, 0)]
  const away = plots.map(() => Infinity)
  while (chosen.length < count) {
    const last = at(chosen, chosen.length - 1)
    let farthest = 0
    plots.forEach((plot, i) => {
      away[i] = Math.min(at(away, i), ((plot.x - last.x) * squeeze) ** 2 + (plot.y - last.y) ** 2)
      if (at(away, i) > at(away, farthest)) farthest = i
    })
    chosen.push({ x: at(plots, farthest).x, y: at(plots, farthest).y })
  }
  return chosen
}

function bend(
  cells: readonly GridCell[],
  villages: readonly VillageCut[],
  { sites, ground, random }: Drawing & { sites: readonly Spot[] },
): void {
  const villageOf = new Map(villages.flatMap(({ code, plots }) => plots.map(plot => [plot.cell, code])))
  const codeAt = (way: Way) => way.cell && villageOf.get(way.cell)
  const ways = new Set<Way>()
  for (const way of cells.flatMap(waysOf)) {
    if (way.cell !== way.twin.cell && !ways.has(way.twin)) ways.add(way)
  }
  bendBorders([...ways], sites, { ground, random, isMajor: way => codeAt(way) !== codeAt(way.twin) })
}
