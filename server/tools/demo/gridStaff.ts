import { addDays, shanghaiDay, type Day } from '@shuniu/shared/calendar'
import { conditionCodes, insuranceCodes } from '@shuniu/shared/gridMembers'
import type { Instant } from '@shuniu/shared/kernel'
import type { BindingRow, MemberFileRow, TrainingRow } from '../../src/features/gridMembers/index.ts'
import type { PersonRow } from '../../src/features/staffing/index.ts'
import type { Secrets } from '../../src/platform/secrets/index.ts'
import { between, type Random } from '../county/random.ts'
import type { DemoPerson } from './staff.ts'
import { demoId } from './units.ts'

/** The grid members of the demo county: who they are, what is known of them, and which grids they have. */
export interface DemoGridStaff {
  readonly persons: readonly PersonRow[]
  readonly files: readonly MemberFileRow[]
  readonly trainings: readonly TrainingRow[]
  readonly bindings: readonly BindingRow[]
}

interface GridStaffDeps {
  readonly random: Random
  readonly secrets: Pick<Secrets, 'seal'>
  readonly now: Instant
}

const enteredBy = '演示数据'

/** One person for each account of a grid; one grid of a hundred is vacant, and some files lack something. */
export function demoGridStaff(staff: readonly DemoPerson[], deps: GridStaffDeps): DemoGridStaff {
  const members = staff.filter(({ role }) => role === 'gridMember')
  const isVacant = members.map(() => deps.random() < 0.01)
  return {
    persons: members.map(one => personOf(one, deps)),
    files: members.map((one, at) => fileOf(one, isVacant[at] === true, deps)),
    trainings: members.map(one => trainingOf(one, deps)),
    bindings: members.filter((_, at) => isVacant[at] !== true).map(one => bindingOf(one, deps)),
  }
}

const personIdOf = ({ account }: DemoPerson): string => demoId(`person ${account}`)

const daysAgo = ({ random, now }: GridStaffDeps, least: number, most: number): Day =>
  addDays(shanghaiDay(now), -Math.floor(between(random, least, most)))

const changedAs = ({ now: changedAt }: GridStaffDeps) => ({
  changedBy: enteredBy,
  changedAt,
  changeId: null,
  version: 1,
})

const personOf = (one: DemoPerson, deps: GridStaffDeps): PersonRow => ({
  id: personIdOf(one),
  name: one.name,
  initials: one.initials,
  areaCode: one.scope.slice(0, 12),
  mobileSealed: deps.secrets.seal(one.phone),
  officePhone: null,
  commandHash: '',
  ...changedAs(deps),
})

/** Who has no grid may not have passed the examination yet. */
function fileOf(one: DemoPerson, isVacant: boolean, deps: GridStaffDeps): MemberFileRow {
  const { random, now } = deps
  const isFull = random() < 0.3
  return {
    personId: personIdOf(one),
    engagement: isFull ? 'fullTime' : 'partTime',
    conditions: random() < 0.95 ? [...conditionCodes] : ['residence'],
    examPassedOn: isVacant && random() < 0.5 ? null : daysAgo(deps, 800, 1_500),
    contractFrom: daysAgo(deps, 400, 700),
    contractTo: addDays(shanghaiDay(now), Math.floor(between(random, 20, 900))),
    insurances: isFull && random() < 0.97 ? [...insuranceCodes] : [],
    reason: enteredBy,
    ...changedAs(deps),
  }
}

const trainingOf = (one: DemoPerson, deps: GridStaffDeps): TrainingRow => ({
  id: demoId(`training ${one.account}`),
  personId: personIdOf(one),
  day: deps.random() < 0.97 ? daysAgo(deps, 30, 700) : daysAgo(deps, 740, 760),
  hours: 20,
  topic: '网格员业务培训',
  addedBy: enteredBy,
  addedAt: deps.now,
  commandHash: '',
})

const bindingOf = (one: DemoPerson, deps: GridStaffDeps): BindingRow => ({
  id: demoId(`binding ${one.account}`),
  gridCode: one.scope,
  personId: personIdOf(one),
  fromDay: daysAgo(deps, 60, 700),
  toDay: null,
  reason: '网格员聘任',
  madeBy: enteredBy,
  madeAt: deps.now,
  commandHash: '',
})
