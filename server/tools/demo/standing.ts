import { addDays, shanghaiDay, type Day } from '@shuniu/shared/calendar'
import type { Role } from '@shuniu/shared/identity'
import type { Instant } from '@shuniu/shared/kernel'
import { organKinds, type Manner, type PostKind } from '@shuniu/shared/staffing'
import type { AppointmentRow, PersonRow, ProfileRow } from '../../src/features/staffing/index.ts'
import type { Secrets } from '../../src/platform/secrets/index.ts'
import { between, type Random } from '../county/random.ts'
import { dutiesOf } from './duties.ts'
import { inventName, inventPhone } from './people.ts'
import type { DemoPerson } from './staff.ts'
import { demoId, initialsOf, type DemoUnit } from './units.ts'

/** Who stands where in the demo county. */
export interface DemoStanding {
  readonly persons: readonly PersonRow[]
  readonly appointments: readonly AppointmentRow[]
  readonly profiles: readonly ProfileRow[]
}

interface StandingDeps {
  readonly random: Random
  readonly secrets: Pick<Secrets, 'seal'>
  readonly now: Instant
}

const enteredBy = '演示数据'

/** So often a post of the demo county is vacant, of a hundred: enough for lists and lights to show something. */
const vacantOf100: Readonly<Partial<Record<PostKind, number>>> = {
  fullTimeDeputy: 6,
  fullTimeStaff: 4,
  coordinator: 3,
  securityDirector: 2,
  mediationDirector: 2,
  auxiliaryOfficer: 5,
  villageStaff: 2,
}

/** Enters people and their posts one after the other, each with an id that comes from what it is. */
class StandingBook {
  readonly persons: PersonRow[] = []
  readonly appointments: AppointmentRow[] = []
  readonly profiles: ProfileRow[] = []
  readonly #today: Day
  readonly #deps: StandingDeps

  constructor(deps: StandingDeps) {
    this.#deps = deps
    this.#today = shanghaiDay(deps.now)
  }

  person(unit: DemoUnit, given: { readonly key: string; readonly known?: DemoPerson | undefined }): string {
    const { random, secrets, now } = this.#deps
    const id = demoId(`person ${unit.id} ${given.key}`)
    const name = given.known?.name ?? inventName(random)
    this.persons.push({
      id,
      name,
      initials: initialsOf(name),
      areaCode: unit.areaCode,
      mobileSealed: secrets.seal(given.known?.phone ?? inventPhone(random)),
      officePhone: null,
      commandHash: '',
      changedBy: enteredBy,
      changedAt: now,
      changeId: null,
      version: 1,
    })
    return id
  }

  /** `to` is set for stand-ins alone, who serve half a year from a month ago. */
  appoint(unit: DemoUnit, personId: string, [post, manner]: readonly [PostKind, Manner]): void {
    const { random, now } = this.#deps
    const isStandIn = manner === 'standIn'
    const daysAgo = isStandIn ? 30 : Math.floor(between(random, 60, 1_500))
    this.appointments.push({
      id: demoId(`appointment ${unit.id} ${personId} ${post}`),
      personId,
      unitId: unit.id,
      post,
      manner,
      fromDay: addDays(this.#today, -daysAgo),
      toDay: isStandIn ? addDays(this.#today, 150) : null,
      reason: isStandIn ? '暂缺，代理至补齐' : '组织任命',
      commandHash: '',
      madeBy: enteredBy,
      madeAt: now,
      endedBy: null,
      endedAt: null,
      endReason: null,
      endId: null,
      version: 1,
    })
  }

  isVacant(post: PostKind): boolean {
    return this.#deps.random() * 100 < (vacantOf100[post] ?? 0)
  }

  /** Somebody invented in the post, or nobody where it is vacant. */
  fill(unit: DemoUnit, key: string, post: PostKind): string | undefined {
    if (this.isVacant(post)) return undefined
    const id = this.person(unit, { key })
    this.appoint(unit, id, [post, 'regular'])
    return id
  }

  profile(unit: DemoUnit, said: Partial<ProfileRow>): void {
    this.profiles.push({
      unitId: unit.id,
      hasInstitution: null,
      headcount: null,
      stationing: null,
      stationingDays: [],
      organs: [],
      lines: [],
      duties: [],
      reason: enteredBy,
      changedBy: enteredBy,
      changedAt: this.#deps.now,
      changeId: null,
      version: 1,
      ...said,
    })
  }

  organs(): ProfileRow['organs'] {
    const { random } = this.#deps
    return organKinds
      .filter(kind => kind !== 'drugRoom' || random() > 0.04)
      .map(kind => ({ kind, since: '2024-03-01', place: null }))
  }
}

type HolderOf = (role: Role) => DemoPerson | undefined

/** A unit, how many of its kind came before, and who has accounts there. */
interface Filled {
  readonly unit: DemoUnit
  readonly nth: number
  readonly holder: HolderOf
}

function township(standing: StandingBook, { unit, nth, holder }: Filled): void {
  const secretary = standing.person(unit, { key: 'secretary', known: holder('townshipLeader') })
  standing.appoint(unit, secretary, ['partySecretary', 'regular'])
  standing.appoint(unit, secretary, ['committeeDirector', 'concurrent'])
  const director = standing.person(unit, { key: 'director', known: holder('townshipDirector') })
  // One director is no deputy secretary, one office has nobody but a stand-in: S3 finds both.
  if (nth !== 7) standing.appoint(unit, director, ['partyDeputySecretary', 'regular'])
  standing.appoint(unit, director, ['officeDirector', nth === 11 ? 'standIn' : 'concurrent'])
  standing.fill(unit, 'deputy', 'fullTimeDeputy')
  const dispatcher = standing.person(unit, { key: 'dispatcher', known: holder('townshipDispatcher') })
  standing.appoint(unit, dispatcher, ['fullTimeStaff', 'regular'])
  if (!standing.isVacant('coordinator')) standing.appoint(unit, dispatcher, ['coordinator', 'concurrent'])
  if (!standing.isVacant('fullTimeStaff')) {
    const duty = standing.person(unit, { key: 'duty', known: holder('townshipDuty') })
    standing.appoint(unit, duty, ['fullTimeStaff', 'regular'])
  }
  standing.profile(unit, { hasInstitution: nth % 3 === 0, headcount: nth % 3 === 0 ? 5 : 3 })
}

function village(standing: StandingBook, unit: DemoUnit, holder: HolderOf): void {
  const secretary = standing.person(unit, { key: 'secretary', known: holder('villageSecretary') })
  standing.appoint(unit, secretary, ['villageSecretary', 'regular'])
  standing.appoint(unit, secretary, ['firstResponsible', 'concurrent'])
  const security = standing.fill(unit, 'security', 'securityDirector')
  standing.fill(unit, 'mediation', 'mediationDirector')
  standing.fill(unit, 'auxiliary', 'auxiliaryOfficer')
  if (!standing.isVacant('villageStaff')) {
    const officer = standing.person(unit, { key: 'officer', known: holder('villageOfficer') })
    standing.appoint(unit, officer, ['villageStaff', 'regular'])
  }
  if (security !== undefined) standing.appoint(unit, security, ['patrolHead', 'concurrent'])
  standing.profile(unit, { hasInstitution: false, organs: standing.organs() })
}

/** A unit's own telephone, answered by day and night. */
const linesOf = ({ phone }: DemoUnit): ProfileRow['lines'] => [{ kind: 'duty', phone, hours: null }]

/** Townships' forces are there every day, some on two days of the week, some when called. Source: domain.md §2.2, S34. */
function force(standing: StandingBook, unit: DemoUnit, nth: number): void {
  const mode = (['permanent', 'permanent', 'rotating', 'onCall'] as const)[nth % 4] ?? 'permanent'
  const stationingDays = mode === 'rotating' ? [1, 4] : []
  standing.profile(unit, { stationing: mode, stationingDays, lines: linesOf(unit), duties: dutiesOf(unit) })
}

function outside(standing: StandingBook, unit: DemoUnit, handlers: readonly DemoPerson[]): void {
  const head = standing.person(unit, { key: 'head' })
  standing.appoint(unit, head, ['unitHead', 'regular'])
  for (const known of handlers) {
    const id = standing.person(unit, { key: known.account, known })
    standing.appoint(unit, id, ['unitContact', 'regular'])
  }
}

function county(standing: StandingBook, unit: DemoUnit, holder: HolderOf): void {
  const director = standing.person(unit, { key: 'director', known: holder('countyDirector') })
  standing.appoint(unit, director, ['centreDirector', 'regular'])
  standing.fill(unit, 'deputy', 'centreDeputy')
  standing.profile(unit, { hasInstitution: true, headcount: 12 })
}

/** Everybody in post at the centres and units of the demo county, with a few vacancies and breaches. */
export function demoStanding(
  units: readonly DemoUnit[],
  staff: readonly DemoPerson[],
  deps: StandingDeps,
): DemoStanding {
  const standing = new StandingBook(deps)
  const byUnit = new Map<string, DemoPerson[]>()
  for (const one of staff) byUnit.set(one.unitId, [...(byUnit.get(one.unitId) ?? []), one])
  let townships = 0
  let forces = 0
  for (const unit of units) {
    const own = byUnit.get(unit.id) ?? []
    const holder: HolderOf = role => own.find(one => one.role === role)
    if (unit.kind !== 'centre') {
      outside(standing, unit, own)
      if (unit.kind === 'force') force(standing, unit, (forces += 1))
      else standing.profile(unit, { lines: linesOf(unit), duties: dutiesOf(unit) })
    } else if (unit.areaCode.length === 6) county(standing, unit, holder)
    else if (unit.areaCode.length === 9) township(standing, { unit, nth: (townships += 1), holder })
    else village(standing, unit, holder)
  }
  return standing
}
