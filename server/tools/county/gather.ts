import { allot, type CentreSeat } from './allot.ts'
import { at } from './at.ts'
import { waysOf, neighboursOf } from './cells.ts'
import { nearest, type Land, type Spot } from './ground.ts'
import type { GridCell } from './way.ts'

/** A cell with the middle it is placed by, and the cells beside it, longest shared border first. */
export interface Plot extends Spot {
  readonly cell: GridCell
  readonly beside: { readonly plot: Plot; readonly length: number }[]
}

export function plotsOf(cells: readonly GridCell[], sites: readonly Spot[]): Plot[] {
  const plots = cells.map((cell): Plot => ({ ...at(sites, cell.site), cell, beside: [] }))
  const plotOf = new Map(plots.map(plot => [plot.cell, plot]))
  for (const plot of plots) {
    for (const { cell, length } of neighboursOf(waysOf(plot.cell))) {
      const beside = plotOf.get(cell)
      if (beside) plot.beside.push({ plot: beside, length })
    }
  }
  return plots
}

/** A village has at least this many grids. */
const fewest = 4

type Groups = Map<Plot, number>

/** Takes out of `left` whatever hangs together with `start`. */
function takePart(start: Plot, left: Set<Plot>): Plot[] {
  const part = [start]
  left.delete(start)
  for (const plot of part) {
    for (const { plot: other } of plot.beside) if (left.delete(other)) part.push(other)
  }
  return part
}

/** The connected parts of one group, largest first. */
function partsOf(group: number, groups: Groups): Plot[][] {
  const left = new Set([...groups].filter(([, of]) => of === group).map(([plot]) => plot))
  const parts: Plot[][] = []
  for (const start of left) parts.push(takePart(start, left))
  return parts.sort((a, b) => b.length - a.length)
}

/** The other group with which a plot shares most of its border. */
function closestGroup(plot: Plot, groups: Groups, own: number): number | undefined {
  const lengths = new Map<number, number>()
  for (const { plot: other, length } of plot.beside) {
    const group = groups.get(other)
    if (group !== undefined && group !== own) lengths.set(group, (lengths.get(group) ?? 0) + length)
  }
  return [...lengths].sort((a, b) => b[1] - a[1])[0]?.[0]
}

/** Hands every part that is cut off from its group to the group around it; returns how many plots went over. */
function mendGroup(groups: Groups, group: number): number {
  let moved = 0
  for (const plot of partsOf(group, groups).slice(1).flat()) {
    const closest = closestGroup(plot, groups, group)
    if (closest === undefined) continue
    groups.set(plot, closest)
    moved += 1
  }
  return moved
}

/** Mends all groups until each is of one piece. */
function mend(groups: Groups, count: number): void {
  for (let round = 0; round < 12; round++) {
    let moved = 0
    for (let group = 0; group < count; group++) moved += mendGroup(groups, group)
    if (moved === 0) return
  }
  throw new Error('the groups cannot be made of one piece each')
}

const sizeOf = (group: number, groups: Groups): number =>
  [...groups.values()].filter(of => of === group).length

/** Whether the group of this plot can spare it: it stays of one piece, and large enough. */
function canSpare(plot: Plot, groups: Groups): boolean {
  const group = groups.get(plot)
  if (group === undefined || sizeOf(group, groups) <= fewest) return false
  const without: Groups = new Map([...groups].filter(([other]) => other !== plot))
  return partsOf(group, without).length === 1
}

/** Gives a group that came out too small plots of its neighbours. */
function feed(groups: Groups, group: number): void {
  while (sizeOf(group, groups) < fewest) {
    const beside = [...groups]
      .filter(([, of]) => of === group)
      .flatMap(([plot]) => plot.beside.filter(({ plot: other }) => groups.get(other) !== group))
      .sort((a, b) => b.length - a.length)
    const spared = beside.find(({ plot }) => groups.has(plot) && canSpare(plot, groups))
    if (!spared) throw new Error('a group too small among groups that can spare nothing')
    groups.set(spared.plot, group)
  }
}

/** Gathers plots into one connected group a seat, each of about its target's size. */
export function gather(plots: readonly Plot[], seats: readonly CentreSeat[], ground: Land): Plot[][] {
  const { seatOf } = allot(plots, seats, ground.squeeze)
  const groups: Groups = new Map(plots.map((plot, i) => [plot, at(seatOf, i)]))
  mend(groups, seats.length)
  seats.forEach((_, group) => feed(groups, group))
  const gathered = seats.map((): Plot[] => [])
  for (const [plot, group] of groups) at(gathered, group).push(plot)
  return gathered
}

/** The plot nearest to the middle of a group: its seat is drawn there. */
export function middleOf(plots: readonly Plot[], ground: Land): Plot {
  const x = plots.reduce((sum, plot) => sum + plot.x, 0) / plots.length
  const y = plots.reduce((sum, plot) => sum + plot.y, 0) / plots.length
  return nearest(plots, { x, y }, ground.squeeze)
}
