import type { Day } from '@shuniu/shared/calendar'
import {
  divisionActKinds,
  doMeet,
  movesShown,
  type DivisionActView,
  type DivisionCommand,
  type makeDivisionAct,
  type previewDivisionAct,
} from '@shuniu/shared/divisions'
import type { Actor } from '@shuniu/shared/identity'
import {
  grant,
  grantNew,
  instant,
  refuse,
  type BodyOf,
  type Refused,
  type ReplyOf,
  type Result,
} from '@shuniu/shared/kernel'
import { bodyHash } from '../../platform/commands/index.ts'
import { inTx, type Tx } from '../../platform/db/index.ts'
import { noteAct } from '../audit/index.ts'
import {
  actById,
  actViewOf,
  addAct,
  changeAct,
  lastActIn,
  lockActs,
  mostPlanned,
  plannedActs,
  type DivisionActRow,
} from './divisions.repo.ts'
import { actsOf, codesOf, type AskedAct, type DecidedAct, type DivisionDeps } from './takingEffect.ts'

/** A township with its villages, grids and all their cases is one transaction. In milliseconds. */
export const longTx = { statementMs: 60_000, idleMs: 30_000 } as const

type PostedAct = BodyOf<typeof makeDivisionAct>

/** The last day for which anything may be planned, and more. */
const farDay: Day = '9999-12-31'

/** Acts on divisions and grids, one after the other. */
export function divisionCommandsOf(deps: DivisionDeps) {
  const { database, clock } = deps
  const acts = actsOf(deps)

  /** Refuses: `division.planned`. */
  async function meetsPlanned(tx: Tx, command: DivisionCommand): Promise<Refused | undefined> {
    const planned = await plannedActs(tx, farDay, mostPlanned)
    const met = planned.find(one => doMeet(one.command, command))
    if (met || planned.length >= mostPlanned) {
      return refuse('division.planned', { id: met?.id, effectiveOn: met?.effectiveOn })
    }
    return undefined
  }

  /** What an act would do now. Refuses: as `previewDivisionAct` of the contracts. */
  async function judge(tx: Tx, asked: AskedAct): Promise<Result<DecidedAct>> {
    const met = await meetsPlanned(tx, asked.command)
    return met ?? acts.decide(tx, asked)
  }

  return {
    /** Refuses: as `previewDivisionAct` of the contracts. */
    preview: (
      asked: BodyOf<typeof previewDivisionAct>,
    ): Promise<Result<ReplyOf<typeof previewDivisionAct>>> =>
      inTx(
        database,
        async tx => {
          const judged = await judge(tx, asked)
          if (!judged.ok) return judged
          const { outcome, effects } = judged.value
          const seen = await lastActIn(tx)
          const isPlanned = asked.effectiveOn > acts.today()
          return grant({ effects, moves: outcome.moves.slice(0, movesShown), seen, isPlanned })
        },
        { isolation: 'repeatable read', readOnly: true },
      ),

    /** Refuses: as `makeDivisionAct` of the contracts. */
    make: ({ id, seen, ...asked }: PostedAct, actor: Actor): Promise<Result<DivisionActView>> =>
      inTx(
        database,
        async tx => {
          await lockActs(tx)
          const commandHash = bodyHash({ by: actor.accountId, ...asked })
          const made = await actById(tx, id)
          if (made)
            return made.commandHash === commandHash ? grant(actViewOf(made)) : refuse('command.idTaken')
          const last = await lastActIn(tx)
          if (last !== seen) return refuse('division.stale', { seen: last })
          const judged = await judge(tx, asked)
          if (!judged.ok) return judged
          const isPlanned = asked.effectiveOn > acts.today()
          const { standing } = judged.value.county
          const at = clock.now()
          const row = await addAct(tx, {
            id,
            commandHash,
            ...asked,
            codes: codesOf(asked.command, judged.value),
            subjectName: standing.get(asked.command.code) ?? '',
            heirNames: heirNamesOf(asked.command, standing),
            state: isPlanned ? 'planned' : 'done',
            madeBy: actor.name,
            madeAt: at,
            endedAt: isPlanned ? null : at,
            endedBy: isPlanned ? null : actor.name,
            effects: isPlanned ? null : judged.value.effects,
          })
          if (!isPlanned) await acts.takeEffect(tx, { id, ...asked }, judged.value)
          await noteMade(tx, row, actor)
          return grantNew(actViewOf(row))
        },
        longTx,
      ),

    /** Refuses: as `withdrawDivisionAct` of the contracts. */
    withdraw: (id: string, reason: string, actor: Actor): Promise<Result<DivisionActView>> =>
      inTx(database, async tx => {
        await lockActs(tx)
        const known = await actById(tx, id)
        if (!known) return refuse('division.unknownAct', { id })
        if (known.state === 'withdrawn' && known.endReason === reason) return grant(actViewOf(known))
        if (known.state !== 'planned' && known.state !== 'failed') {
          return refuse('division.notPlanned', { state: known.state })
        }
        const at = clock.now()
        const row = await changeAct(tx, id, {
          state: 'withdrawn',
          endedAt: at,
          endedBy: actor.name,
          endReason: reason,
        })
        await noteAct(tx, {
          at,
          by: actor,
          kind: 'division.withdraw',
          subject: { id: known.command.code, name: known.subjectName },
          reason,
          before: { effectiveFrom: known.effectiveOn, value: divisionActKinds[known.command.kind] },
        })
        return grant(actViewOf(row))
      }),
  }
}

const noteMade = (tx: Tx, { command, ...act }: DivisionActRow, by: Actor): Promise<void> =>
  noteAct(tx, {
    at: instant(act.madeAt),
    by,
    kind: `division.${command.kind}`,
    subject: { id: command.code, name: act.subjectName },
    reason: `${act.ground} ${act.reason}`,
    before: { value: `${act.subjectName} ${command.code}` },
    after: {
      value: [divisionActKinds[command.kind], ...act.heirNames].join(' '),
      effectiveFrom: act.effectiveOn,
    },
  })

/** What the act leads to, by name: the new one, the parts, or what takes over. */
function heirNamesOf(command: DivisionCommand, standing: ReadonlyMap<string, string>): string[] {
  switch (command.kind) {
    case 'rename':
      return [command.name]
    case 'recode':
      return [`${standing.get(command.code) ?? ''} ${command.newCode}`]
    case 'merge':
      return [standing.get(command.into) ?? '']
    case 'split':
      return command.parts.map(({ name }) => name)
    case 'cease':
      return command.heir === null ? [] : [standing.get(command.heir) ?? '']
    default:
      return command satisfies never
  }
}
