import { shanghaiDay, type Day } from '@shuniu/shared/calendar'
import type { CaseFact } from '@shuniu/shared/cases'
import {
  codesIn,
  decideAct,
  type CountyDivisions,
  type DivisionEffects,
  type DivisionOutcome,
  type DivisionCommand,
} from '@shuniu/shared/divisions'
import { ancestorsOf, bookOf, divisionFacts, presentOf } from '@shuniu/shared/grids'
import { grant, refuse, type Result } from '@shuniu/shared/kernel'
import type { Tx } from '../../platform/db/index.ts'
import type { Platform } from '../../platform/feature/index.ts'
import { outboxOf } from '../../platform/outbox/index.ts'
import type { MovedCode } from '../../platform/registers/index.ts'
import { countCasesIn, type Cases } from '../cases/index.ts'
import { countUnitsIn, moveUnits } from '../centres/index.ts'
import { gridsHeldFrom, moveGridMembers } from '../gridMembers/index.ts'
import { changedByActs, countyDivisions, turnDivisions } from '../grids/index.ts'
import { accountsIn, moveAccounts } from '../identity/index.ts'
import { moveStaff } from '../staffing/index.ts'
import { countCases, holdFollower, windowAt } from '../statistics/index.ts'

export interface DivisionDeps extends Pick<Platform, 'database' | 'clock' | 'ids' | 'live' | 'log'> {
  readonly cases: Pick<Cases, 'moveWith'>
}

/** An act that may be done: what it makes of the county, and how much goes along. */
export interface DecidedAct {
  readonly county: CountyDivisions
  readonly outcome: DivisionOutcome
  readonly effects: DivisionEffects
}

/** An act as it is asked for, before it is known whether it may be done. */
export interface AskedAct {
  readonly command: DivisionCommand
  readonly effectiveOn: Day
}

const gridDigits = 15

export function actsOf({ clock, live, cases }: DivisionDeps) {
  const outbox = outboxOf(divisionFacts, () => live.wake())
  const today = (): Day => shanghaiDay(clock.now())

  /** What hangs on these codes. */
  async function hanging(tx: Tx, codes: readonly string[], day: Day) {
    const found = await countCasesIn(tx, codes)
    return {
      openCases: found.open,
      pastCases: found.past,
      accounts: await accountsIn(tx, codes),
      units: await countUnitsIn(tx, codes),
      members: await gridsHeldFrom(tx, codes, day),
    }
  }

  /** What an act would make of the county as it stands. Refuses: as `previewDivisionAct` of the contracts. */
  async function decide(tx: Tx, { command, effectiveOn }: AskedAct): Promise<Result<DecidedAct>> {
    const county = await countyDivisions(tx)
    const decided = decideAct(county, command, { effectiveOn, today: today() })
    if (!decided.ok) return decided
    const outcome = decided.value
    const leaving = [...new Set([...outcome.moves.map(({ from }) => from), ...outcome.ended])]
    const hangs = await hanging(tx, leaving, effectiveOn)
    const { openCases, accounts, units, members } = hangs
    if (command.kind === 'cease' && command.heir === null && openCases + accounts + units + members > 0) {
      return refuse('division.heirMissing', { code: command.code, openCases, accounts, units, members })
    }
    const grids = leaving.filter(({ length }) => length === gridDigits).length
    return grant({ county, outcome, effects: { divisions: leaving.length - grids, grids, ...hangs } })
  }

  /** Whatever hangs on the former codes hangs on the others from now on. */
  async function carry(tx: Tx, { county, outcome }: DecidedAct, day: Day): Promise<void> {
    const { moves, standing } = outcome
    const isSame = ({ to }: MovedCode) => standing.has(to)
    await moveAccounts(tx, moves, clock.now())
    await moveUnits(tx, moves)
    await moveStaff(tx, moves)
    await moveGridMembers(tx, {
      renumbered: moves.filter(isSame),
      ended: moves.filter(move => !isSame(move)).map(({ from }) => from),
      day,
    })
    await moveCases(tx, moves, new Map([...county.standing, ...standing]))
  }

  /** Cases go along, and counters with them, whatever of them is still to be counted. */
  async function moveCases(
    tx: Tx,
    moves: readonly MovedCode[],
    names: ReadonlyMap<string, string>,
  ): Promise<number> {
    await holdFollower(tx)
    const last = await windowAt(tx, today())
    return cases.moveWith(tx, {
      moves,
      at: clock.now(),
      placeOf: code => placeIn(names, code),
      moved: (seen: readonly CaseFact[]) => countCases(tx, seen, last),
    })
  }

  return {
    decide,
    today,

    /** Does what was decided, in the transaction in which it was. */
    async takeEffect(
      tx: Tx,
      { id, command, effectiveOn }: AskedAct & { readonly id: string },
      decided: DecidedAct,
    ): Promise<void> {
      await turnDivisions(tx, { actId: id, ...decided.outcome })
      await carry(tx, decided, effectiveOn)
      const after = { codes: codesOf(command, decided) }
      await outbox.add(tx, 'division.changed', { before: undefined, after, at: clock.now() })
    },

    /** Cases that came under former codes, from processes and phones that knew the county as it was before; how many. */
    async carryLate(tx: Tx): Promise<number> {
      const byActs = await changedByActs(tx)
      const ended = byActs.filter(({ code, heirs }) => !heirs.includes(code)).map(({ code }) => code)
      if (ended.length === 0) return 0
      // Only where something came is the county read, and the follower of the statistics held.
      const { open, past } = await countCasesIn(tx, ended)
      if (open + past === 0) return 0
      const county = await countyDivisions(tx)
      return moveCases(tx, lateMoves(county, byActs), county.standing)
    },
  }
}

/** All codes that an act is about, and that it changes. */
export const codesOf = (command: DivisionCommand, { outcome }: Pick<DecidedAct, 'outcome'>): string[] => [
  ...new Set([...codesIn(command), ...outcome.moves.flatMap(({ from, to }) => [from, to])]),
]

/** 城关镇李庄村委会第1网格 341222100202001: the names below the county, and the code. */
function placeIn(names: ReadonlyMap<string, string>, code: string): string {
  const above = ancestorsOf(code).slice(1)
  return `${[...above, code].map(part => names.get(part) ?? '').join('')} ${code}`
}

/** From every code that acts have ended to what stands in its place; what a village drawn anew has left follows by itself. */
function lateMoves({ standing, former }: CountyDivisions, byActs: CountyDivisions['former']): MovedCode[] {
  const book = bookOf(former, code => standing.get(code))
  const ended = new Set(byActs.map(({ code }) => code).filter(code => !standing.has(code)))
  return [...ended].flatMap(from => {
    const to = presentOf(book, from)
    return to === undefined ? [] : [{ from, to }]
  })
}
