import { addDays, isRealDay, type Day } from '@shuniu/shared/calendar'
import {
  trainingOn,
  wrongBinding,
  wrongMemberFile,
  wrongTemplate,
  type addTraining,
  type changeMemberFile,
  type GridBinding,
  type handGridOver,
  type setScoreTemplate,
} from '@shuniu/shared/gridMembers'
import type { Actor } from '@shuniu/shared/identity'
import { grant, grantNew, refuse, type BodyOf, type ReplyOf, type Result } from '@shuniu/shared/kernel'
import { bodyHash } from '../../platform/commands/index.ts'
import { inTx, type Tx } from '../../platform/db/index.ts'
import type { Platform } from '../../platform/feature/index.ts'
import { noteAct } from '../audit/index.ts'
import type { Places } from '../grids/index.ts'
import { mayKnow, mayManage, personsById, type PersonRow } from '../staffing/index.ts'
import {
  addBindings,
  addTemplate,
  addTrainings,
  bindingById,
  bindingsOfGrid,
  endBinding,
  filesOf,
  lockMembers,
  mostTrainings,
  saveFile,
  templateSetBy,
  trainingById,
  trainingsOf,
  type BindingRow,
} from './gridMembers.repo.ts'
import { fileOf } from './gridMembers.queries.ts'

interface MemberCommandDeps extends Pick<Platform, 'database' | 'clock'> {
  readonly places: Pick<Places, 'areaOf' | 'countyCode'>
  readonly today: () => Day
}

type FileChange = BodyOf<typeof changeMemberFile> & { readonly personId: string }
type TrainingHeld = BodyOf<typeof addTraining> & { readonly personId: string }
type HandOver = BodyOf<typeof handGridOver> & { readonly gridCode: string }

/** A grid is handed over on a day within a year before or after today. */
const handOverDays = 366

/** Changes of members' files, trainings and grids, one after the other. */
export function memberCommandsOf({ database, clock, places, today }: MemberCommandDeps) {
  async function managed(tx: Tx, personId: string, actor: Actor): Promise<Result<PersonRow>> {
    const [person] = await personsById(tx, [personId])
    if (!person || !mayKnow(actor, person.areaCode)) return refuse('person.unknown')
    return mayManage(actor, person.areaCode) ? grant(person) : refuse('staffing.notYours')
  }

  return {
    /** Refuses: as `changeMemberFile` of the contracts. */
    changeFile: (change: FileChange, actor: Actor): Promise<Result<{ version: number }>> =>
      inTx(database, async tx => {
        await lockMembers(tx)
        const { id: changeId, personId, seenVersion, reason, ...file } = change
        const person = await managed(tx, personId, actor)
        if (!person.ok) return person
        const [known] = await filesOf(tx, [personId])
        if (known && known.changeId === changeId) return grant({ version: known.version })
        const version = known?.version ?? 0
        if (version !== seenVersion) return refuse('staffing.stale', { by: known?.changedBy })
        const wrong = wrongMemberFile(file, today())
        if (wrong) return wrong
        const by = { reason, changedBy: actor.name, changedAt: clock.now(), changeId, version: version + 1 }
        await saveFile(tx, { personId, ...file, ...by })
        await noteAct(tx, {
          at: by.changedAt,
          by: actor,
          kind: 'memberFile.change',
          subject: person.value,
          reason,
          before: known ? { value: JSON.stringify(fileOf(known)) } : {},
          after: { value: JSON.stringify(file) },
        })
        return grant({ version: version + 1 })
      }),

    /** Refuses: as `addTraining` of the contracts. */
    train: (
      { id, personId, ...held }: TrainingHeld,
      actor: Actor,
    ): Promise<Result<ReplyOf<typeof addTraining>>> =>
      inTx(database, async tx => {
        await lockMembers(tx)
        const person = await managed(tx, personId, actor)
        if (!person.ok) return person
        const commandHash = bodyHash({ by: actor.accountId, personId, ...held })
        const known = await trainingById(tx, id)
        if (known && known.commandHash !== commandHash) return refuse('command.idTaken')
        const former = await trainingsOf(tx, [personId])
        const [file] = await filesOf(tx, [personId])
        const told = (all: typeof former) => {
          const passedOn = file?.examPassedOn ?? null
          const standing = passedOn === null ? undefined : trainingOn(all, { day: today(), passedOn })
          return { hours: standing?.hours ?? 0, dueOn: standing?.dueOn ?? null }
        }
        if (known) return grant(told(former))
        if (!isRealDay(held.day)) return refuse('gridMember.notADay', { days: [held.day] })
        if (held.day > today()) return refuse('gridMember.trainingToCome', { today: today() })
        if (former.length >= mostTrainings) return refuse('gridMember.tooManyTrainings')
        const row = { id, personId, ...held, addedBy: actor.name, addedAt: clock.now(), commandHash }
        await addTrainings(tx, [row])
        return grantNew(told([row, ...former]))
      }),

    /** Refuses: as `handGridOver` of the contracts. */
    handOver: async (
      { id, gridCode, ...to }: HandOver,
      actor: Actor,
    ): Promise<Result<ReplyOf<typeof handGridOver>>> => {
      const grid = places.areaOf(gridCode)
      if (grid?.level !== 'grid' || !mayKnow(actor, gridCode)) return refuse('gridMember.unknownGrid')
      if (!mayManage(actor, gridCode)) return refuse('staffing.notYours')
      return inTx(database, async tx => {
        await lockMembers(tx)
        const commandHash = bodyHash({ by: actor.accountId, gridCode, ...to })
        const all = await bindingsOfGrid(tx, gridCode)
        const made = await bindingById(tx, id)
        if (made) {
          return made.commandHash === commandHash
            ? grant(await told(tx, made, all))
            : refuse('command.idTaken')
        }
        const [person] = await personsById(tx, [to.personId])
        if (!person || !mayKnow(actor, person.areaCode)) return refuse('person.unknown')
        const [file] = await filesOf(tx, [to.personId])
        const wrong = wrongDay(to.from, today()) ?? wrongBinding(file && fileOf(file), to.from)
        if (wrong) return wrong
        const living = all.filter(({ fromDay, toDay }) => toDay === null || fromDay <= toDay)
        const last = living.at(-1)
        const isOpen = last !== undefined && (last.toDay === null || last.toDay >= to.from)
        if (last && isOpen && last.personId === to.personId) return refuse('gridMember.sameHolder')
        if (last && isOpen && last.fromDay >= to.from) {
          return refuse('gridMember.beforeHolder', { from: last.fromDay })
        }
        if (last && isOpen) await endBinding(tx, last.id, addDays(to.from, -1))
        const { personId, from: fromDay, reason } = to
        const by = { madeBy: actor.name, madeAt: clock.now(), commandHash }
        const row: BindingRow = { id, gridCode, personId, fromDay, toDay: null, reason, ...by }
        await addBindings(tx, [row])
        const reply = await told(tx, row, await bindingsOfGrid(tx, gridCode))
        await noteAct(tx, {
          at: by.madeAt,
          by: actor,
          kind: 'grid.handOver',
          subject: { id: gridCode, name: grid.name },
          reason,
          before: { name: reply.former?.personName ?? null, effectiveTo: reply.former?.to ?? null },
          after: { name: reply.binding.personName, effectiveFrom: fromDay },
        })
        return grantNew(reply)
      })
    },

    /** Refuses: as `setScoreTemplate` of the contracts. */
    setTemplate: async (
      { id, ...template }: BodyOf<typeof setScoreTemplate>,
      actor: Actor,
    ): Promise<Result<{ year: number }>> => {
      if (!mayManage(actor, places.countyCode() ?? '')) return refuse('staffing.notYours')
      return inTx(database, async tx => {
        await lockMembers(tx)
        const commandHash = bodyHash({ by: actor.accountId, ...template })
        const repeated = await templateSetBy(tx, id)
        const { year } = template
        if (repeated !== undefined) {
          return repeated === commandHash ? grant({ year }) : refuse('command.idTaken')
        }
        const wrong = wrongTemplate(template)
        if (wrong) return wrong
        const stamp = { changedBy: actor.name, changedAt: clock.now(), commandId: id, commandHash }
        await addTemplate(tx, template, stamp)
        await noteAct(tx, {
          at: stamp.changedAt,
          by: actor,
          kind: 'scoreTemplate.set',
          subject: { id: String(year), name: `${year} 年` },
          reason: template.ground,
          after: { value: template.items.map(({ name, weight }) => `${name} ${weight}`).join('、') },
        })
        return grantNew({ year })
      })
    },
  }
}

function wrongDay(from: Day, today: Day) {
  if (!isRealDay(from)) return refuse('gridMember.notADay', { days: [from] })
  const isFar = from < addDays(today, -handOverDays) || from > addDays(today, handOverDays)
  return isFar ? refuse('gridMember.tooFar', { today }) : undefined
}

/** The binding that was made and the one that it ended, both with their names. */
async function told(
  tx: Tx,
  made: BindingRow,
  all: readonly BindingRow[],
): Promise<ReplyOf<typeof handGridOver>> {
  const former = all.find(one => one.toDay === addDays(made.fromDay, -1) && one.fromDay <= one.toDay)
  const people = await personsById(tx, [made.personId, ...(former ? [former.personId] : [])])
  const view = ({ gridCode, personId, fromDay, toDay, reason }: BindingRow): GridBinding => {
    const personName = people.find(one => one.id === personId)?.name ?? ''
    return { gridCode, personId, personName, from: fromDay, to: toDay, reason }
  }
  return { binding: view(made), former: former ? view(former) : null }
}
