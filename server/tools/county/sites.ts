import { Delaunay } from 'd3-delaunay'
import { at } from './at.ts'
import type { Land, Spot } from './ground.ts'

const spotsPerSite = 8
const rounds = 6

export const spotsFor = (siteCount: number): number => siteCount * spotsPerSite

/**
 * Chooses one site for each wanted grid so that each stands for about equally many people:
 * every spot in turn starts a site, then Lloyd's relaxation moves sites to the middle of their spots.
 */
export function sitesOf(people: readonly Spot[], ground: Land): Spot[] {
  let sites = people.filter((_, i) => i % spotsPerSite === 0)
  for (let round = 0; round < rounds; round++) {
    const diagram = Delaunay.from(
      sites,
      site => site.x * ground.squeeze,
      site => site.y,
    )
    const sums = sites.map(() => ({ x: 0, y: 0, count: 0 }))
    let last = 0
    for (const spot of people) {
      last = diagram.find(spot.x * ground.squeeze, spot.y, last)
      const sum = at(sums, last)
      sum.x += spot.x
      sum.y += spot.y
      sum.count += 1
    }
    sites = sites.map((site, i) => {
      const { x, y, count } = at(sums, i)
      return count === 0 ? site : { x: Math.round(x / count), y: Math.round(y / count) }
    })
  }
  return sites
}
