import { shanghaiDay } from '@shuniu/shared/calendar'
import type { Actor } from '@shuniu/shared/identity'
import { defaultPageSize, grant, refuse } from '@shuniu/shared/kernel'
import {
  addPerson,
  appoint,
  changePerson,
  changeStaffingRule,
  changeUnitProfile,
  endAppointment,
  listPersons,
  listResponsible,
  listStaffingRules,
  lookAtMobile,
  seeStaffing,
  seeUnitStaff,
  staffingRefusals,
  writeFindingList,
} from '@shuniu/shared/staffing'
import type { Platform, ServerFeature } from '../../platform/feature/index.ts'
import { asAttachment, type On } from '../../platform/routes/index.ts'
import { secretsOf } from '../../platform/secrets/index.ts'
import { xlsxType } from '../../platform/sheets/index.ts'
import type { Directory } from '../centres/index.ts'
import { findingListOf } from './findingList.ts'
import { personCommandsOf } from './persons.commands.ts'
import { personsIn } from './persons.repo.ts'
import { mayKnow } from './sight.ts'
import { staffingCommandsOf } from './staffing.commands.ts'
import { personView, staffingQueriesOf } from './staffing.queries.ts'

export {
  addAppointments,
  lockStaffing,
  rivalsOf,
  staffedUnits,
  type AppointmentRow,
} from './appointments.repo.ts'
export { addPersons, personsById, type PersonRow } from './persons.repo.ts'
export { appointedAmong, dutiesFor, staffLeaningOn } from './leaning.repo.ts'
export { addProfiles, profilesOf, unsaidProfile, type ProfileRow } from './profiles.repo.ts'
export { moveStaff } from './moving.repo.ts'
export { appointmentRegister, namedAppointments, personRegister } from './registers.repo.ts'
export { nobody, readRoster, type StaffRoster } from './roster.queries.ts'
export { mayKnow, mayManage, standsAt } from './sight.ts'
export { personView } from './staffing.queries.ts'
export { persons } from './staffing.tables.ts'

interface StaffingGround {
  readonly units: Directory
  readonly countyCode: () => string | undefined
  readonly isCategory: (prefix: string) => boolean
  readonly isDivision: (code: string) => boolean
}

const countyDigits = 6
const townshipDigits = 9

/** The divisions, as patterns, whose entries an actor may know; empty for all. */
const knownAreas = ({ scope }: Actor): string[] =>
  scope.length <= countyDigits ? [] : [scope.slice(0, countyDigits), `${scope.slice(0, townshipDigits)}%`]

/** Persons, posts and appointments, and what the rules of staffing find lacking. */
export function staffingFeature(platform: Platform, ground: StaffingGround): ServerFeature {
  const { units } = ground
  const { database, clock, settings } = platform
  const secrets = secretsOf(settings)
  const today = () => shanghaiDay(clock.now())
  const queries = staffingQueriesOf({ database, units, secrets, today })
  const commands = staffingCommandsOf({ database, clock, today, ...ground })
  const people = personCommandsOf({ database, clock, secrets })

  const bindReading = (on: On) => {
    on(seeStaffing, ({ query, actor }) => queries.see(query.day, actor))
    on(writeFindingList, async ({ body: { day, centres }, actor, reply }) => {
      const found = await queries.see(day, actor)
      if (!found.ok) return found
      const file = await findingListOf(found.value, centres, { by: actor.name, at: clock.now() })
      platform.log.info(
        { accountId: actor.accountId, n: centres.length },
        'a list of findings was taken away',
      )
      asAttachment(reply, {
        type: xlsxType,
        plain: 'findings.xlsx',
        full: `人员缺配清单${found.value.day}.xlsx`,
      })
      return grant(file)
    })
    on(seeUnitStaff, ({ params, query, actor }) =>
      queries.seeUnit({ id: params.id, asked: query.day }, actor),
    )
    on(listStaffingRules, async () => grant({ items: await queries.rules() }))
    on(listPersons, async ({ query: { q, cursor, limit = defaultPageSize }, actor }) => {
      const areas = knownAreas(actor)
      const found = await personsIn(database, { areas, q, after: cursor, limit: limit + 1 })
      const items = found.slice(0, limit).map(row => personView(row, secrets))
      return grant({ items, next: found.length > limit ? (items.at(-1)?.id ?? null) : null })
    })
    on(listResponsible, async ({ params, actor }) => {
      const village = params.code.slice(0, 12)
      const centre = units.centreOf(village)
      if (centre === undefined || !mayKnow(actor, village)) return refuse('area.notYours')
      return grant({ items: await queries.responsible(centre) })
    })
  }

  return {
    name: 'staffing',
    refusals: staffingRefusals,
    bind: on => {
      bindReading(on)
      on(appoint, ({ body, actor }) => commands.appoint(body, actor))
      on(endAppointment, ({ params, body, actor }) =>
        commands.end({ ...body, appointmentId: params.id }, actor),
      )
      on(changeUnitProfile, ({ params, body, actor }) =>
        commands.changeProfile({ ...body, unitId: params.id }, actor),
      )
      on(changeStaffingRule, async ({ body, actor }) => {
        const changed = await commands.changeRule(body, actor)
        return changed.ok ? { ...changed, value: { items: await queries.rules() } } : changed
      })
      on(addPerson, ({ body, actor }) => people.add(body, actor))
      on(changePerson, ({ params, body, actor }) => people.change({ ...body, personId: params.id }, actor))
      on(lookAtMobile, ({ params, body, actor }) => people.look({ ...body, personId: params.id }, actor))
    },
  }
}
