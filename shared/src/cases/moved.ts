import type { CaseClock, ClockLaw } from '../clocks/index.ts'
import { grant, instant, isMoment, type Instant, type Result } from '../kernel/index.ts'
import { shownBy, turnClocks, type ClockTurn } from './clockwork.ts'
import { awaitedByCase } from './coUnits.ts'
import { clockedUnits, turnUnitClocks } from './unitClocks.ts'
import type { DecidedMove } from './decide.ts'
import type { AnyCommand } from './inputs/index.ts'
import type { CaseFact } from './model.ts'

/** A case after a move, with all the clocks it ever had. */
export interface Moved {
  readonly after: CaseFact
  readonly caseClocks: readonly CaseClock[]
}

export interface Moving {
  readonly seen: CaseFact
  readonly command: AnyCommand
  readonly decided: DecidedMove
  readonly caseClocks: readonly CaseClock[]
  readonly now: Instant
}

/**
 * Turns the clocks of a decided move, the case's own first and those of helping units by them, and numbers the version it makes. An extension is measured when it is asked for,
 * though it takes effect only when it is granted. Refuses: what `turnClocks` refuses.
 */
export function moved({ seen, command, decided, caseClocks, now }: Moving, law: ClockLaw): Result<Moved> {
  const ordinal = seen.version + 1
  const { next, clocks, isRelevelled } = decided
  const turn: ClockTurn = { move: command.move, ...clocks, isRelevelled, timed: next, ordinal, now }
  const trial = trialOf(command, turn)
  const tried = trial ? turnClocks(caseClocks, trial, law) : undefined
  if (tried && !tried.ok) return tried
  const turned = turnClocks(caseClocks, turn, law)
  if (!turned.ok) return turned
  const units = { coUnits: next.coUnits, awaited: awaitedByCase(seen.coUnits) }
  const all = turnUnitClocks(turned.value, { ...turn, ...units }, law)
  const coUnits = clockedUnits(next.coUnits, all)
  return grant({
    after: { ...next, ...shownBy(all, next.status), coUnits, version: ordinal },
    caseClocks: all,
  })
}

const trialOf = (command: AnyCommand, turn: ClockTurn): ClockTurn | undefined =>
  command.move === 'askExtension' && isMoment(command.dueAt)
    ? { ...turn, extends: ['handling'], extendTo: instant(command.dueAt) }
    : undefined
