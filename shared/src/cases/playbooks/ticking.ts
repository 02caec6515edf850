import { refuse, type Refused } from '../../kernel/index.ts'
import type { CaseEntry, CaseFact } from '../model.ts'
import type { CommandOf } from '../moves/commands.ts'
import type { PlaybookInForce } from './choosing.ts'
import type { PlaybookStep, PlaybookTick, WorkedPlaybook } from './playbook.ts'

type Ticked = NonNullable<CaseFact['playbook']>
type Tick = CommandOf<'tick'>

type NamedEdition = Pick<Ticked, 'code' | 'edition'>

const isSame = (playbook: NamedEdition | null | undefined, { code, edition }: NamedEdition): boolean =>
  playbook?.code === code && playbook.edition === edition

const tickedOf = ({ playbook }: Pick<CaseFact, 'playbook'>, of: NamedEdition): readonly string[] =>
  isSame(playbook, of) ? (playbook?.ticked ?? []) : []

const namedIn = ({ playbook, edition }: Tick) => ({ code: playbook, edition })

/** The step that a command ticks; undefined where the playbook has none of the kind. */
export const stepOf = (
  playbook: PlaybookInForce | undefined,
  { step }: Pick<Tick, 'step'>,
): PlaybookStep | undefined => playbook?.content.steps.find(({ code }) => code === step)

/**
 * Why a step may not be ticked; undefined when it may. `playbook` is the one that the case is worked by. Two who tick one step
 * at once make one line: the second is told that it has been done. Refuses: `playbook.none`, `playbook.changed`,
 * `playbook.unknownStep`, `playbook.tickedAlready`, `playbook.notTicked`, `playbook.unexplained`.
 */
export function wrongTick(
  current: Pick<CaseFact, 'playbook'>,
  command: Tick,
  playbook: PlaybookInForce | undefined,
): Refused | undefined {
  if (!playbook) return refuse('playbook.none')
  const named = namedIn(command)
  if (!isSame(playbook, named)) return refuse('playbook.changed', { code: playbook.code })
  const { step, stepResult, text } = command
  if (!stepOf(playbook, command)) return refuse('playbook.unknownStep', { step })
  const isTicked = tickedOf(current, named).includes(step)
  if (stepResult === 'undone' && !isTicked) return refuse('playbook.notTicked', { step })
  if (stepResult !== 'undone' && isTicked) return refuse('playbook.tickedAlready', { step })
  return stepResult !== 'done' && text === undefined ? refuse('playbook.unexplained', { step }) : undefined
}

/** What is ticked of the playbook after the command. */
export function tickedAfter(current: Pick<CaseFact, 'playbook'>, command: Tick): Ticked {
  const named = namedIn(command)
  const others = tickedOf(current, named).filter(step => step !== command.step)
  return { ...named, ticked: command.stepResult === 'undone' ? others : [...others, command.step] }
}

type TickEntry = Pick<CaseEntry, 'move' | 'at' | 'actorName' | 'actorUnit' | 'filled'>

function tickIn({ at, actorName, actorUnit, filled }: TickEntry): PlaybookTick | undefined {
  const { step, stepResult, text } = filled
  if (typeof step !== 'string' || (stepResult !== 'done' && stepResult !== 'notNeeded')) return undefined
  return {
    step,
    result: stepResult,
    at,
    by: actorName,
    unit: actorUnit,
    text: typeof text === 'string' ? text : '',
  }
}

/** The steps of an edition that stand ticked, by the record of a case, oldest entry first. */
export function ticksOf(timeline: readonly TickEntry[], { code, edition }: NamedEdition): PlaybookTick[] {
  const byStep = new Map<string, PlaybookTick>()
  for (const entry of timeline) {
    const { playbook, edition: of, step } = entry.filled
    if (entry.move !== 'tick' || playbook !== code || of !== edition || typeof step !== 'string') continue
    const tick = tickIn(entry)
    if (tick) byStep.set(step, tick)
    else byStep.delete(step)
  }
  return [...byStep.values()]
}

/** The playbook of a case as its page shows it. */
export const workedPlaybook = (
  { code, edition, effectiveFrom, content }: PlaybookInForce,
  timeline: readonly TickEntry[],
): WorkedPlaybook => ({ code, edition, effectiveFrom, content, ticks: ticksOf(timeline, { code, edition }) })
