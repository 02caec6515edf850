import {
  incidentNoted,
  stepOf,
  type CaseFact,
  type CommandOf,
  type PlaybookInForce,
} from '@shuniu/shared/cases'
import type { Actor } from '@shuniu/shared/identity'
import { instant } from '@shuniu/shared/kernel'
import type { Directory } from '../centres/index.ts'
import type { NewEntry } from './cases.repo.ts'
import type { Decided, Moving } from './decision.ts'

interface Noting {
  readonly id: string
  readonly units: Directory
}

/** Who did it, as the timeline remembers: by the name, post and unit of that day. */
export const byWhom = (actor: Actor, units: Directory) => ({
  actorId: actor.accountId,
  actorName: actor.name,
  actorRole: actor.role,
  actorUnit: actor.unitId === undefined ? null : (units.unitById(actor.unitId)?.name ?? null),
})

/** Who acts when nobody does. */
export const bySystem = { actorId: null, actorName: '系统', actorRole: 'system', actorUnit: null } as const

/** Until when an extension was asked for or granted, as the clock has it, whatever moment off duty was named. */
function extendedTo({ command, after, changed }: Moving & Decided): string | undefined {
  if (command.move === 'askExtension') return after.extension?.dueAt
  if (command.move !== 'grantExtension') return undefined
  return changed.find(({ stage, unitId }) => stage === 'handling' && unitId === null)?.dueAt
}

/** The words of the step, so that the record is read without the playbook. */
const stepNoted = (playbook: PlaybookInForce | undefined, tick: CommandOf<'tick'>) => ({
  stepText: stepOf(playbook, tick)?.text ?? '',
  playbookName: playbook?.content.name ?? '',
})

/** The number of the notice that the move issued, and the date of an extension. */
function alsoNoted(made: Moving & Decided): Record<string, unknown> {
  const { known, after } = made
  const dueAt = extendedTo(made)
  const { supervision } = after
  if (made.command.move === 'tick') return stepNoted(made.playbook, made.command)
  const isIssued = supervision !== null && supervision.number !== known.supervision?.number
  return {
    ...incidentNoted(known, after),
    ...(dueAt !== undefined && { dueAt }),
    ...(isIssued && { noticeNumber: supervision.number, card: supervision.card }),
  }
}

/** The entry of a move, by the id of its command: what its actor filled in, and what the system noted with it. */
export function entryOf({ id, units }: Noting, made: Moving & Decided): NewEntry {
  const { known, actor, now, after, command } = made
  const { id: _, seenVersion: __, move, ...filled } = command
  const { version } = after
  return {
    id,
    at: now,
    move,
    from: known.status,
    to: after.status,
    version,
    ...byWhom(actor, units),
    filled: { ...filled, ...alsoNoted(made) },
  }
}

/** The entry of the case that another was merged into or taken out of. */
export function masterEntry({ id, units }: Noting, made: Moving, after: CaseFact): NewEntry {
  const { known, actor, now, command } = made
  const move = command.move === 'merge' ? 'absorb' : 'release'
  return {
    id,
    at: now,
    move,
    from: after.status,
    to: after.status,
    version: after.version,
    ...byWhom(actor, units),
    filled: { caseId: known.id, caseNumber: known.number },
  }
}

/** The entry of what the system did by itself. */
export const systemEntry = (id: string, before: CaseFact, after: CaseFact): NewEntry => ({
  id,
  at: instant(after.updatedAt),
  move: after.lastMove,
  from: before.status,
  to: after.status,
  ...bySystem,
  version: after.version,
  filled: {},
})
