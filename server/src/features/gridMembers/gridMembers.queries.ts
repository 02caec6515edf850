import type { Day } from '@shuniu/shared/calendar'
import {
  careOf,
  trainingOn,
  type GridBinding,
  type GridMemberView,
  type GridStaffing,
  type listGridMembers,
  type MemberFile,
  type Training,
} from '@shuniu/shared/gridMembers'
import { covers, type Actor } from '@shuniu/shared/identity'
import { grant, refuse, type Clock, type ReplyOf, type Result } from '@shuniu/shared/kernel'
import { inTx, type Database, type Tx } from '../../platform/db/index.ts'
import type { Secrets } from '../../platform/secrets/index.ts'
import type { Places } from '../grids/index.ts'
import { gridAccountsUnder } from '../identity/index.ts'
import { mayKnow, mayManage, personsById, personView, type PersonRow } from '../staffing/index.ts'
import { bindingsIn, filesOf, heldGrids, trainingsOf, type MemberFileRow } from './gridMembers.repo.ts'

export interface MemberQueryDeps {
  readonly database: Database
  readonly places: Pick<Places, 'areaOf' | 'within' | 'countyCode'>
  readonly secrets: Pick<Secrets, 'open'>
  readonly clock: Clock
  readonly today: () => Day
}

const reading = { isolation: 'repeatable read', readOnly: true } as const
/** So many hand-overs of one village are told, the newest first. */
const mostBindings = 500

const unsaidFile: MemberFile = {
  engagement: 'partTime',
  conditions: [],
  examPassedOn: null,
  contractFrom: null,
  contractTo: null,
  insurances: [],
}

export const fileOf = ({
  engagement,
  conditions,
  examPassedOn,
  contractFrom,
  contractTo,
  insurances,
}: MemberFileRow): MemberFile => ({
  engagement,
  conditions,
  examPassedOn,
  contractFrom,
  contractTo,
  insurances,
})

const holds = ({ from, to }: GridBinding, day: Day): boolean => from <= day && (to === null || day <= to)
const everHeld = ({ from, to }: GridBinding): boolean => to === null || from <= to

interface MemberParts {
  readonly person: PersonRow
  readonly file: MemberFileRow | undefined
  readonly trainings: readonly Training[]
  readonly grids: readonly GridBinding[]
}

function memberView(
  { person, file: row, trainings, grids }: MemberParts,
  secrets: Pick<Secrets, 'open'>,
  day: Day,
): GridMemberView {
  const file = row ? fileOf(row) : unsaidFile
  const { examPassedOn: passedOn } = file
  const standing = passedOn === null ? undefined : trainingOn(trainings, { day, passedOn })
  return {
    person: personView(person, secrets),
    file,
    version: row?.version ?? 0,
    grids: [...grids],
    trainings: trainings.map(({ day: on, hours, topic }) => ({ day: on, hours, topic })),
    trainingHours: standing?.hours ?? 0,
    trainingDueOn: standing?.dueOn ?? null,
    cares: careOf(file, trainings, day),
  }
}

const isTold = (actor: Actor, code: string): boolean => mayKnow(actor, code) && covers(actor, code)

export const memberQueriesOf = ({ database, places, secrets, clock, today }: MemberQueryDeps) => ({
  /** Every village of the actor's division with the members it needs and has. */
  staffing: async (actor: Actor): Promise<GridStaffing[]> => {
    const held = await heldGrids(database, actor.scope, today())
    const byVillage = new Map<string, (typeof held)[number][]>()
    for (const one of held) {
      const code = one.gridCode.slice(0, 12)
      byVillage.set(code, [...(byVillage.get(code) ?? []), one])
    }
    const villages = actor.scope.length === 12 ? [actor.scope] : villagesOf(places, actor.scope)
    const gridsIn = gridCounts(places, actor.scope)
    return villages.map(areaCode => {
      const own = byVillage.get(areaCode) ?? []
      const people = new Map(own.map(one => [one.personId, one.engagement]))
      const full = [...people.values()].filter(one => one === 'fullTime').length
      const required = gridsIn.get(areaCode) ?? 0
      return {
        areaCode,
        required,
        actual: people.size,
        fullTime: full,
        partTime: people.size - full,
        unheld: Math.max(0, required - new Set(own.map(one => one.gridCode)).size),
      }
    })
  },

  /** The grids of a village and who has them. Refuses: `area.notYours`. */
  village: async (code: string, actor: Actor): Promise<Result<ReplyOf<typeof listGridMembers>>> => {
    if (places.areaOf(code)?.level !== 'village' || !isTold(actor, code)) return refuse('area.notYours')
    const day = today()
    const read = async (tx: Tx) => {
      const bindings = (await bindingsIn(tx, code, mostBindings)).filter(everHeld)
      const present = bindings.filter(({ to }) => to === null || to >= day)
      const ids = [...new Set(present.map(({ personId }) => personId))]
      const people = await personsById(tx, ids)
      return { bindings, present, people, files: await filesOf(tx, ids), held: await trainingsOf(tx, ids) }
    }
    const [{ bindings, present, people, files, held }, accounts] = await Promise.all([
      inTx(database, read, reading),
      gridAccountsUnder(database, code, clock.now()),
    ])
    return grant({
      grids: places.within(code, 'grid').map(grid => ({
        code: grid.code,
        name: grid.name,
        holder: present.find(one => one.gridCode === grid.code && holds(one, day)) ?? null,
        accountNames: accounts.filter(({ gridCode }) => gridCode === grid.code).map(({ name }) => name),
      })),
      members: people.map(person => {
        const own = {
          person,
          file: files.find(one => one.personId === person.id),
          trainings: held.filter(one => one.personId === person.id),
          grids: present.filter(one => one.personId === person.id),
        }
        return memberView(own, secrets, day)
      }),
      former: bindings.filter(one => !present.includes(one)),
      mayManage: mayManage(actor, code),
    })
  },
})

const villagesOf = (places: MemberQueryDeps['places'], scope: string): string[] =>
  places.within(scope, 'village').map(({ code }) => code)

function gridCounts(places: MemberQueryDeps['places'], scope: string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { code } of places.within(scope, 'grid')) {
    const village = code.slice(0, 12)
    counts.set(village, (counts.get(village) ?? 0) + 1)
  }
  return counts
}
