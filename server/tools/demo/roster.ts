import { addDays, shanghaiDay, shanghaiDayStart, weekdayOf } from '@shuniu/shared/calendar'
import type { DutyPost } from '@shuniu/shared/duty'
import type { Role } from '@shuniu/shared/identity'
import { instant, toMs, type Instant } from '@shuniu/shared/kernel'
import type { StintRow } from '../../src/features/duty/index.ts'
import type { DemoPerson } from './staff.ts'
import { demoId } from './units.ts'

/** Who keeps which post of a centre's watch in the demo county, and how long one of them does at a stretch. */
const kept: readonly { readonly post: DutyPost; readonly roles: readonly Role[]; readonly hours: number }[] =
  [
    {
      post: 'leader',
      roles: ['countyDirector', 'countyLeader', 'townshipDirector', 'townshipLeader'],
      hours: 24,
    },
    { post: 'chief', roles: ['countyDispatcher'], hours: 24 },
    { post: 'officer', roles: ['countyDuty', 'townshipDuty', 'townshipDispatcher'], hours: 12 },
  ]
const hourMs = 3_600_000
const beginsAt = 8
const daysKept = 14

/** A fortnight of rosters from this Monday on, by those who have accounts at the centre, in turn; the last Sunday is not filled yet. */
export function demoRoster(staff: readonly DemoPerson[], now: Instant): StintRow[] {
  const today = shanghaiDay(now)
  const monday = addDays(today, 1 - weekdayOf(today))
  const firstMs = toMs(shanghaiDayStart(monday)) + beginsAt * hourMs
  const centres = [
    ...new Set(
      staff
        .filter(({ role }) => role.startsWith('county') || role.startsWith('township'))
        .map(one => one.unitId),
    ),
  ]
  return centres.flatMap(unitId =>
    kept.flatMap(({ post, roles, hours }) => {
      const people = staff.filter(one => one.unitId === unitId && roles.includes(one.role))
      const times = people.length === 0 ? 0 : ((daysKept - 1) * 24) / hours
      return Array.from({ length: times }, (_, nth): StintRow => {
        const one = people[nth % people.length]
        const fromMs = firstMs + nth * hours * hourMs
        return {
          id: demoId(`stint ${unitId} ${post} ${nth}`),
          unitId,
          post,
          name: one?.name ?? '',
          accountId: one?.id ?? null,
          phone: null,
          startsAt: instant(fromMs),
          endsAt: instant(fromMs + hours * hourMs),
          madeBy: '演示数据',
          madeAt: now,
          commandId: demoId(`roster ${unitId}`),
          commandHash: '',
          removedBy: null,
          removedAt: null,
        }
      })
    }),
  )
}
