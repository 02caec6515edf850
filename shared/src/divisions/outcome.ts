import type { Day } from '../calendar/index.ts'
import { isWithin, parentOf, type FormerDivision } from '../grids/index.ts'
import { grant, refuse, type Result } from '../kernel/index.ts'
import type { CodeMove, DivisionCommand } from './model.ts'

/** The county as acts find it: names of what stands, parents before children, and what was, in the order of the acts. */
export interface CountyDivisions {
  readonly standing: ReadonlyMap<string, string>
  readonly former: readonly FormerDivision[]
}

/** What an act makes of the county. */
export interface DivisionOutcome {
  /** What is so no more, with its heirs. */
  readonly former: readonly FormerDivision[]
  /** Codes in place of others, parents first: whatever hangs on the one hangs on the other from now on. */
  readonly moves: readonly CodeMove[]
  /** What stands from now on, new or under another name, parents first. */
  readonly standing: ReadonlyMap<string, string>
  /** Codes that stand no more. */
  readonly ended: readonly string[]
}

export const childrenOf = ({ standing }: CountyDivisions, code: string): string[] =>
  [...standing.keys()].filter(one => parentOf(one) === code)

const below = ({ standing }: CountyDivisions, code: string): string[] =>
  [...standing.keys()].filter(one => one !== code && isWithin(one, code))

export const wasGiven = ({ standing, former }: CountyDivisions, code: string): boolean =>
  standing.has(code) || former.some(one => one.code === code || one.heirs.includes(code))

/** The command of a split. */
export type DivisionSplit = Extract<DivisionCommand, { kind: 'split' }>

/** What an act that may be done makes of the county. Refuses: `division.noNumber`. */
export function outcomeOf(
  county: CountyDivisions,
  command: DivisionCommand,
  until: Day,
): Result<DivisionOutcome> {
  const { code } = command
  const name = county.standing.get(code) ?? ''
  switch (command.kind) {
    case 'rename':
      return grant({
        former: [{ code, name, until, heirs: [code] }],
        moves: [],
        standing: new Map([[code, command.name]]),
        ended: [],
      })
    case 'recode': {
      const moves = [{ from: code, to: command.newCode }, ...movesBelow(county, code, command.newCode)]
      return grant(moved(county, moves, until))
    }
    case 'merge':
      return mergedInto(county, { code, into: command.into, until })
    case 'split':
      return grant(splitInto(county, command, until))
    case 'cease':
      if (command.heir !== null) return mergedInto(county, { code, into: command.heir, until })
      return grant({
        former: [{ code, name, until, heirs: [] }],
        moves: [],
        standing: new Map(),
        ended: [code],
      })
    default:
      return command satisfies never
  }
}

/** All that lies in a division, under another code with the same digits after it. */
const movesBelow = (county: CountyDivisions, code: string, to: string): CodeMove[] =>
  below(county, code).map(from => ({ from, to: to + from.slice(code.length) }))

const numberOf = (code: string): number => Number(code.slice(-3))

/** 第3网格 is the third grid of its village: under another number it is called by that. */
const nameUnder = (name: string, { from, to }: CodeMove): string =>
  name === `第${numberOf(from)}网格` ? `第${numberOf(to)}网格` : name

/** What stands and what is no more when codes take the place of others; `intoStanding` are those that stood before. */
function moved(county: CountyDivisions, moves: readonly CodeMove[], until: Day): DivisionOutcome {
  const nameAt = (code: string) => county.standing.get(code) ?? ''
  const fresh = moves.filter(({ to }) => !county.standing.has(to))
  return {
    former: moves.map(({ from, to }) => ({ code: from, name: nameAt(from), until, heirs: [to] })),
    moves,
    standing: new Map(fresh.map(move => [move.to, nameUnder(nameAt(move.from), move)])),
    ended: moves.map(({ from }) => from),
  }
}

interface MergedInto {
  readonly code: string
  readonly into: string
  readonly until: Day
}

function mergedInto(county: CountyDivisions, { code, into, until }: MergedInto): Result<DivisionOutcome> {
  const moves: CodeMove[] = [{ from: code, to: into }]
  const taken = new Set<string>()
  for (const child of childrenOf(county, code)) {
    const to = freeUnder(into, numberOf(child), one => taken.has(one) || wasGiven(county, one))
    if (to === undefined) return refuse('division.noNumber', { code: into })
    taken.add(to)
    moves.push({ from: child, to }, ...movesBelow(county, child, to))
  }
  return grant(moved(county, moves, until))
}

/** The code with this number, or with the next one that is free; from the first again after the last. */
function freeUnder(parent: string, number: number, isTaken: (code: string) => boolean): string | undefined {
  const last = 999
  for (let step = 0; step < last; step += 1) {
    const at = ((number - 1 + step) % last) + 1
    const code = parent + String(at).padStart(3, '0')
    if (!isTaken(code)) return code
  }
  return undefined
}

function splitInto(county: CountyDivisions, { code, parts }: DivisionSplit, until: Day): DivisionOutcome {
  const heir = parts.find(part => part.code === code) ?? parts[0]
  const others = parts.filter(part => part !== heir)
  const heirs = [...(heir ? [heir] : []), ...others].map(part => part.code)
  const isKept = heirs.includes(code)
  const moves = parts
    .filter(part => part.code !== code)
    .flatMap(part =>
      part.children.flatMap(child => {
        const to = part.code + child.slice(-3)
        return [{ from: child, to }, ...movesBelow(county, child, to)]
      }),
    )
  const below = moved(county, moves, until)
  const own = isKept ? [] : [{ from: code, to: heirs[0] ?? code }]
  return {
    former: [{ code, name: county.standing.get(code) ?? '', until, heirs }, ...below.former],
    moves: [...own, ...moves],
    standing: new Map([...parts.map(part => [part.code, part.name] as const), ...below.standing]),
    ended: [...(isKept ? [] : [code]), ...below.ended],
  }
}
