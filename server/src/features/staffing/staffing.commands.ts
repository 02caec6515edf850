import { isRealDay, type Day } from '@shuniu/shared/calendar'
import type { UnitView } from '@shuniu/shared/centres'
import type { Actor } from '@shuniu/shared/identity'
import { grant, grantNew, refuse, type BodyOf, type Instant, type Result } from '@shuniu/shared/kernel'
import {
  postRows,
  tierOf,
  wrongAppointment,
  wrongEnding,
  wrongRule,
  type appoint,
  type AppointmentView,
  type changeStaffingRule,
  type changeUnitProfile,
  type endAppointment,
  type UnitProfile,
} from '@shuniu/shared/staffing'
import { bodyHash } from '../../platform/commands/index.ts'
import { inTx, type Database } from '../../platform/db/index.ts'
import { noteAct } from '../audit/index.ts'
import {
  addAppointments,
  appointmentById,
  appointmentView,
  lockStaffing,
  rivalsOf,
  saveEnd,
} from './appointments.repo.ts'
import { personsById } from './persons.repo.ts'
import { addOwnRule, profileOf, profilesOf, ruleChangedBy, saveProfile } from './profiles.repo.ts'
import { mayKnow, mayManage, standsAt, type StaffedUnits } from './sight.ts'
import { readRules } from './staffing.queries.ts'

export interface StaffingCommandDeps {
  readonly database: Database
  readonly units: StaffedUnits
  readonly clock: { now(): Instant }
  readonly today: () => Day
  readonly countyCode: () => string | undefined
  /** Whether some kind of case lies under the prefix. */
  readonly isCategory: (prefix: string) => boolean
  /** Whether the register has the division. */
  readonly isDivision: (code: string) => boolean
}

type NewAppointment = BodyOf<typeof appoint>
type Ending = BodyOf<typeof endAppointment> & { readonly appointmentId: string }
type ProfileChange = BodyOf<typeof changeUnitProfile> & { readonly unitId: string }

/** Changes of who stands where. Each is decided under one lock, so that two at once cannot both fill one post. */
export function staffingCommandsOf(deps: StaffingCommandDeps) {
  const { database, units, clock, today, countyCode } = deps
  function managed(unitId: string, actor: Actor): Result<UnitView> {
    const unit = units.unitById(unitId)
    if (!unit || !mayKnow(actor, unit.areaCode)) return refuse('staffing.noUnit')
    return mayManage(actor, unit.areaCode) ? grant(unit) : refuse('staffing.notYours')
  }

  return {
    /** Refuses: as `appoint` of the contracts. */
    appoint: async (
      { id, reason, ...fresh }: NewAppointment,
      actor: Actor,
    ): Promise<Result<AppointmentView>> => {
      const unit = managed(fresh.unitId, actor)
      if (!unit.ok) return unit
      if (!standsAt(fresh.post, unit.value)) return refuse('staffing.notOfUnit', { post: fresh.post })
      return inTx(database, async tx => {
        await lockStaffing(tx)
        const commandHash = bodyHash({ by: actor.accountId, reason, ...fresh })
        const made = await appointmentById(tx, id)
        if (made) {
          return made.commandHash === commandHash
            ? grant(await appointmentView(tx, id))
            : refuse('command.idTaken')
        }
        const [person] = await personsById(tx, [fresh.personId])
        if (!person || !mayKnow(actor, person.areaCode)) return refuse('person.unknown')
        const wrong = wrongAppointment(
          fresh,
          await rivalsOf(tx, { personIds: [fresh.personId], unitIds: [fresh.unitId] }),
          today(),
        )
        if (wrong) return wrong
        const { from: fromDay, to: toDay, personId, unitId, post, manner } = fresh
        const by = { madeBy: actor.name, madeAt: clock.now(), commandHash, version: 1 }
        const open = { endedBy: null, endedAt: null, endReason: null, endId: null }
        const row = { id, personId, unitId, post, manner, fromDay, toDay, reason, ...by, ...open }
        await addAppointments(tx, [row])
        await noteAct(tx, {
          at: by.madeAt,
          by: actor,
          kind: 'appointment.make',
          subject: unit.value,
          reason,
          after: {
            name: person.name,
            value: postRows[post].name,
            effectiveFrom: fromDay,
            effectiveTo: toDay,
          },
        })
        return grantNew(await appointmentView(tx, id))
      })
    },

    /** Refuses: as `endAppointment` of the contracts. */
    end: (ending: Ending, actor: Actor): Promise<Result<AppointmentView>> =>
      inTx(database, async tx => {
        await lockStaffing(tx)
        const row = await appointmentById(tx, ending.appointmentId)
        const unit = row && managed(row.unitId, actor)
        if (!row || !unit || (!unit.ok && unit.refusal.code === 'staffing.noUnit')) {
          return refuse('appointment.unknown')
        }
        if (!unit.ok) return unit
        if (row.endId === ending.id) return grant(await appointmentView(tx, row.id))
        if (row.version !== ending.seenVersion) return refuse('staffing.stale', { by: row.endedBy })
        const wrong = wrongEnding({ from: row.fromDay, to: row.toDay }, ending.lastDay, today())
        if (wrong) return wrong
        await saveEnd(tx, row.id, {
          toDay: ending.lastDay,
          endedBy: actor.name,
          endedAt: clock.now(),
          endReason: ending.reason,
          endId: ending.id,
          version: row.version + 1,
        })
        const ended = await appointmentView(tx, row.id)
        const was = { name: ended.personName, value: postRows[row.post].name }
        await noteAct(tx, {
          at: clock.now(),
          by: actor,
          kind: 'appointment.end',
          subject: unit.value,
          reason: ending.reason,
          before: { ...was, effectiveTo: row.toDay },
          after: { ...was, effectiveTo: ending.lastDay },
        })
        return grant(ended)
      }),

    /** Refuses: as `changeUnitProfile` of the contracts. */
    changeProfile: async (change: ProfileChange, actor: Actor) => {
      const unit = managed(change.unitId, actor)
      if (!unit.ok) return unit
      const { id: changeId, seenVersion, reason, unitId, ...profile } = change
      const wrong = wrongProfile(profile, unit.value) ?? wrongDuties(profile, unit.value, deps)
      if (wrong) return wrong
      return inTx(database, async tx => {
        await lockStaffing(tx)
        const [known] = await profilesOf(tx, [unitId])
        const told = (row: UnitProfile & { version: number }) => {
          return grant({ profile: profileOf(row), profileVersion: row.version })
        }
        if (known && known.changeId === changeId) return told(known)
        const version = known?.version ?? 0
        if (version !== seenVersion) return refuse('staffing.stale', { by: known?.changedBy })
        const by = { reason, changedBy: actor.name, changedAt: clock.now(), changeId, version: version + 1 }
        await saveProfile(tx, { unitId, ...profile, ...by })
        await noteAct(tx, {
          at: by.changedAt,
          by: actor,
          kind: 'unit.changeProfile',
          subject: unit.value,
          reason,
          before: known ? { value: JSON.stringify(profileOf(known)) } : {},
          after: { value: JSON.stringify(profile) },
        })
        return told({ ...profile, version: version + 1 })
      })
    },

    /** Refuses: as `changeStaffingRule` of the contracts. */
    changeRule: async (
      { id, ...changed }: BodyOf<typeof changeStaffingRule>,
      actor: Actor,
    ): Promise<Result<true>> => {
      if (!mayManage(actor, countyCode() ?? '')) return refuse('staffing.notYours')
      return inTx(database, async tx => {
        await lockStaffing(tx)
        const commandHash = bodyHash({ by: actor.accountId, ...changed })
        const repeated = await ruleChangedBy(tx, id)
        if (repeated !== undefined) return repeated === commandHash ? grant(true) : refuse('command.idTaken')
        const known = await readRules(tx)
        const wrong = wrongRule(changed, known, today())
        if (wrong) return wrong
        const tier = known.find(({ code }) => code === changed.code)?.tier ?? 'county'
        const stamp = { changedBy: actor.name, changedAt: clock.now(), commandId: id, commandHash }
        await addOwnRule(tx, { ...changed, tier }, stamp)
        await noteAct(tx, {
          at: stamp.changedAt,
          by: actor,
          kind: 'staffingRule.change',
          subject: { id: changed.code, name: changed.name },
          reason: changed.ground,
          after: { value: changed.name, state: changed.severity, effectiveFrom: changed.effectiveFrom },
        })
        return grantNew(true)
      })
    },
  }
}

/** Organs are a village's, a stationing is a force's, an institution a centre's. Refuses: `staffing.notOfUnit`, `appointment.notADay`. */
function wrongProfile(profile: UnitProfile, { kind, areaCode }: UnitView) {
  const { organs, stationing, stationingDays, hasInstitution } = profile
  const isVillage = kind === 'centre' && tierOf(areaCode) === 'village'
  const kinds = organs.map(organ => organ.kind)
  const isWrong =
    (organs.length > 0 && !isVillage) ||
    new Set(kinds).size < kinds.length ||
    (stationing !== null && kind !== 'force') ||
    (stationingDays.length > 0 && stationing !== 'rotating') ||
    (hasInstitution !== null && kind !== 'centre')
  if (isWrong) return refuse('staffing.notOfUnit')
  const unreal = organs.map(({ since }) => since).filter(day => !isRealDay(day))
  return unreal.length > 0 ? refuse('appointment.notADay', { days: unreal }) : undefined
}

/** Refuses: `staffing.wrongDuty`. */
function wrongDuties(
  { duties }: UnitProfile,
  unit: UnitView,
  { isCategory, isDivision }: Pick<StaffingCommandDeps, 'isCategory' | 'isDivision'>,
) {
  const keys = duties.map(({ categoryPrefix, areaCode }) => `${categoryPrefix} ${areaCode}`)
  const isTwice = new Set(keys).size < keys.length
  const wrong = duties.find(
    ({ categoryPrefix, areaCode }) =>
      !isCategory(categoryPrefix) || !areaCode.startsWith(unit.areaCode) || !isDivision(areaCode),
  )
  return isTwice || wrong ? refuse('staffing.wrongDuty', { ...wrong }) : undefined
}
