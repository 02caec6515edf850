import { bordersOf } from './borders.ts'
import { areaM2, doubleArea, placeIn, type GridCorner, type GridRing } from './corners.ts'
import { cutAlong, uncut, type CutVillage, type GridPart } from './cutting.ts'
import { notEdited, soundly, type EditOutcome } from './edits.ts'
import type { GridPartition, PlannedGrid } from './partition.ts'

/** Serials of residents' grids and of special ones. Source: domain.md §2.9. */
const serials = { residents: { from: 1, to: 900 }, special: { from: 901, to: 999 } } as const

/**
 * The code for one more grid: the serial after the highest that a grid of its sort has or had, so that no code ever means another
 * grid; undefined when they are used up. `former` are codes of grids that were given up before this plan.
 */
function freshCode(
  { village, codes }: { readonly village: string; readonly codes: readonly string[] },
  sort: keyof typeof serials,
): string | undefined {
  const { from, to } = serials[sort]
  const used = codes.map(code => Number(code.slice(12))).filter(serial => serial >= from && serial <= to)
  const next = Math.max(from - 1, ...used) + 1
  return next <= to ? `${village}${String(next).padStart(3, '0')}` : undefined
}

const codesIn = ({ grids, ceased }: GridPartition, former: readonly string[]): string[] => [
  ...[...grids, ...ceased].map(({ code }) => code),
  ...former,
]

/** As its neighbours are named, with its own serial: 关北社区第12网格, 关北社区第13网格. */
function nameAfter(code: string, { name }: Pick<PlannedGrid, 'name'>): string {
  const serial = String(Number(code.slice(12)))
  return /第\d+网格$/.test(name) ? name.replace(/\d+(?=网格$)/, serial) : `第${serial}网格`
}

/** People of a part, by its share of the land: a start, to be corrected by whoever knows. */
const shareOf = (whole: number, part: GridRing, of: GridRing): number =>
  Math.round((whole * doubleArea(part)) / doubleArea(of))

interface GridSplit {
  readonly code: string
  /** At least two corners; it goes through the grid from border to border. */
  readonly line: readonly GridCorner[]
  /** Codes that grids of the village had before. */
  readonly former: readonly string[]
}

/**
 * Cuts a grid along a line. The largest part keeps code and name; each other part is the next grid that is registered but not yet
 * drawn, else a new one. Refuses: `noCut` where the line does not go through it, `full` when serials are used up, `crosses`, `unknown`.
 */
export function splitGrid(partition: GridPartition, { code, line, former }: GridSplit): EditOutcome {
  const grid = partition.grids.find(one => one.code === code)
  if (!grid) return notEdited('unknown')
  const cut = cutAlong(uncut(partition), line, part => part.of.code === code)
  const [kept, ...others] = cut.parts
    .filter(part => part.of.code === code)
    .sort((a, b) => areaM2(b.ring) - areaM2(a.ring))
  if (!kept || others.length === 0) return notEdited('noCut')
  let after = carriedOver(partition, cut, kept)
  for (const { ring } of others) {
    const next = withPart(after, { grid, ring }, former)
    if (!next) return notEdited('full')
    after = next
  }
  return soundly(partition, after)
}

/** The partition with the corners that cutting put on borders; the grid that was cut has the ring that it keeps. */
const carriedOver = (
  partition: GridPartition,
  { outline, parts }: CutVillage,
  kept: GridPart,
): GridPartition => ({
  ...partition,
  outline,
  grids: partition.grids.map(grid => {
    const part = grid === kept.of ? kept : parts.find(one => one.of === grid)
    return { ...grid, ring: part?.ring ?? grid.ring }
  }),
})

function withPart(
  partition: GridPartition,
  { grid, ring }: { readonly grid: PlannedGrid; readonly ring: GridRing },
  former: readonly string[],
): GridPartition | undefined {
  const waiting = partition.grids.find(one => one.ring.length === 0)
  if (waiting) {
    return { ...partition, grids: partition.grids.map(one => (one === waiting ? { ...one, ring } : one)) }
  }
  const code = freshCode({ village: grid.code.slice(0, 12), codes: codesIn(partition, former) }, 'residents')
  if (code === undefined) return undefined
  const population = shareOf(grid.population, ring, grid.ring)
  const households = shareOf(grid.households, ring, grid.ring)
  const part: PlannedGrid = {
    code,
    name: nameAfter(code, grid),
    ring,
    population,
    households,
    specialKind: null,
    oversizeNote: null,
  }
  const grids = partition.grids.map(one =>
    one.code === grid.code
      ? { ...one, population: one.population - population, households: one.households - households }
      : one,
  )
  return { ...partition, grids: [...grids, part] }
}

interface GridDrawing {
  /** At least three corners, in either direction. What of it lies outside the village is left out. */
  readonly ring: GridRing
  readonly specialKind: string | null
  readonly former: readonly string[]
}

/**
 * Draws a new grid over those that are there: each gives what lies within, and the people of that share. Refuses: `hole` where it
 * touches no border, since a grid has no hole, `swallows` where a grid would be gone, `inPieces` where one would fall apart or the
 * new one would, `full`, `crosses`, `noCut`.
 */
export function drawGrid(
  partition: GridPartition,
  { ring: asked, specialKind, former }: GridDrawing,
): EditOutcome {
  const round = doubleArea(asked) < 0 ? [...asked].reverse() : asked
  const [first] = round
  if (!first || round.length < 3) return notEdited('noCut')
  // Twice round: what lies between its last meeting with a border and the first is cut too.
  const cut = cutAlong(uncut(partition), [...round, ...round, first], () => true)
  const within = cut.parts.filter(({ ring }) => isWithin(round, ring))
  const [part] = within
  if (!part) return notEdited(isHole(partition, round) ? 'hole' : 'noCut')
  const left = leftOver(partition, cut, within)
  if (typeof left === 'string') return notEdited(left)
  const [ring, another] = bordersOf(within.map(one => one.ring))
  if (!ring || another) return notEdited('inPieces')
  const village = partition.grids[0]?.code.slice(0, 12) ?? ''
  const sort = specialKind === null ? 'residents' : 'special'
  const code = freshCode({ village, codes: codesIn(partition, former) }, sort)
  if (code === undefined) return notEdited('full')
  const sum = (of: 'population' | 'households') =>
    within.reduce((total, one) => total + shareOf(one.of[of], one.ring, one.of.ring), 0)
  const people = { population: sum('population'), households: sum('households') }
  const drawn: PlannedGrid = {
    code,
    name: nameAfter(code, part.of),
    ring,
    ...people,
    specialKind,
    oversizeNote: null,
  }
  return soundly(partition, { ...left, grids: [...left.grids, drawn] })
}

const isHole = ({ grids }: GridPartition, round: GridRing): boolean =>
  round.every(corner => grids.some(({ ring }) => placeIn(ring, corner) !== 'out'))

/** The partition without what lies within; else why it cannot be so. */
function leftOver(
  partition: GridPartition,
  { outline, parts }: CutVillage,
  within: readonly GridPart[],
): GridPartition | 'swallows' | 'inPieces' {
  const grids: PlannedGrid[] = []
  for (const grid of partition.grids) {
    const own = parts.filter(part => part.of === grid)
    const taken = own.filter(part => within.includes(part))
    const [kept, another] = bordersOf(own.filter(part => !taken.includes(part)).map(({ ring }) => ring))
    if (grid.ring.length > 0 && !kept) return 'swallows'
    if (another) return 'inPieces'
    const given = (of: 'population' | 'households') =>
      taken.reduce((left, part) => left - shareOf(grid[of], part.ring, grid.ring), grid[of])
    const people = { population: given('population'), households: given('households') }
    grids.push(kept ? { ...grid, ring: kept, ...people } : grid)
  }
  return { ...partition, outline, grids }
}

/** Whether a part that the line does not cross lies within it: where one point of its inside does. */
function isWithin(round: GridRing, part: GridRing): boolean {
  const point = insideOf(part)
  return point !== undefined && placeIn(round, point) === 'in'
}

/** A point inside a ring: on the level between two of its corners, halfway through the first stretch inside. */
function insideOf(ring: GridRing): GridCorner | undefined {
  const levels = [...new Set(ring.map(([, north]) => north))].sort((a, b) => a - b)
  const [low, high] = [levels[0], levels[1]]
  if (low === undefined || high === undefined) return undefined
  const level = (low + high) / 2
  const [west, east] = crossingsAt(ring, level)
  return west === undefined || east === undefined ? undefined : [(west + east) / 2, level]
}

const crossingsAt = (ring: GridRing, level: number): number[] =>
  ring
    .flatMap((a, nth) => {
      const b = ring[(nth + 1) % ring.length] ?? a
      return a[1] > level === b[1] > level ? [] : [a[0] + ((level - a[1]) / (b[1] - a[1])) * (b[0] - a[0])]
    })
    .sort((one, other) => one - other)
