import type { Day } from '@shuniu/shared/calendar'
import type { Refused } from '@shuniu/shared/kernel'
import {
  isPostKind,
  manners,
  postRows,
  wrongAppointment,
  wrongEnding,
  type Appointment,
  type Manner,
} from '@shuniu/shared/staffing'
import type { Tx } from '../../../platform/db/index.ts'
import {
  appointmentRegister,
  lockStaffing,
  namedAppointments,
  rivalsOf,
  standsAt,
} from '../../staffing/index.ts'
import {
  textIn,
  wrongIn,
  type CountySite,
  type FoundFault,
  type JudgingTogether,
  type KeyedRow,
  type KindWork,
  type RowValues,
} from './kind.ts'
import { unitIn } from './named.ts'

const isManner = (text: string): text is Manner => text in manners

/** The appointment that a row tells of, as far as its cells and the lists of units and persons go. */
function appointmentIn(values: RowValues, site: CountySite) {
  const { unit, faults } = unitIn(values, site)
  const [name, mobile, post] = [textIn(values, 'name'), textIn(values, 'mobile'), textIn(values, 'post')]
  const manner = textIn(values, 'manner') || 'regular'
  const from = textIn(values, 'from')
  const isWhole = name !== '' && mobile !== '' && from !== '' && isPostKind(post) && isManner(manner)
  if (!isWhole || !unit) return { faults }
  const personId = site.roster.personIdOf({ name, mobile })
  const to = textIn(values, 'to') || null
  const appointment: Appointment = { personId, unitId: unit.id, post, manner, from, to }
  const wrong = [
    ...(site.roster.isListed(personId) ? [] : [wrongIn('mobile', 'person.unlisted')]),
    ...(standsAt(post, unit)
      ? []
      : [wrongIn('post', 'appointment.notOfUnit', { unit: textIn(values, 'unit') })]),
  ]
  return { appointment, faults: [...faults, ...wrong] }
}

const columnOf: Readonly<Record<string, string>> = {
  'appointment.tooOld': 'from',
  'appointment.tooFar': 'from',
  'appointment.twice': 'from',
  'appointment.notFullTime': 'manner',
  'appointment.exclusive': 'post',
  'appointment.postFilled': 'post',
}

/** A refusal of the rules of staffing at the column that it is about: where none is named, the last day. */
function faultOf({ refusal: { code, detail } }: Refused): FoundFault {
  const wordOf = (value: unknown): string => {
    if (value === null) return '今'
    if (typeof value !== 'string') return JSON.stringify(value)
    return isPostKind(value) ? postRows[value].name : value
  }
  const words = Object.entries(detail).map(([key, value]) => [key, wordOf(value)] as const)
  return wrongIn(columnOf[code] ?? 'to', code, Object.fromEntries(words))
}

interface JudgedBeside {
  readonly held: ReadonlyMap<string, Appointment>
  readonly today: Day
}

/** Appointments by person and by unit, for those that one is judged beside. */
function rivalsIn(held: ReadonlyMap<string, Appointment>) {
  const byPlace = new Map<string, Set<Appointment>>()
  const add = (one: Appointment): void => {
    for (const place of [one.personId, one.unitId]) {
      const there = byPlace.get(place)
      if (there) there.add(one)
      else byPlace.set(place, new Set([one]))
    }
  }
  for (const one of held.values()) add(one)
  const beside = ({ personId, unitId }: Appointment): Appointment[] => [
    ...new Set([...(byPlace.get(personId) ?? []), ...(byPlace.get(unitId) ?? [])]),
  ]
  return { add, beside }
}

type Asked = readonly (readonly [id: string, appointment: Appointment])[]

/** What is wrong with the end of what stands already; its first day is how it is known, its manner cannot be changed. */
function wrongChange(asked: Appointment, stands: Appointment, today: Day): FoundFault[] {
  if (asked.manner !== stands.manner) {
    return [wrongIn('manner', 'appointment.otherManner', { manner: manners[stands.manner] })]
  }
  if (asked.to === null || asked.to === stands.to) return []
  const wrong = wrongEnding(stands, asked.to, today)
  return wrong ? [faultOf(wrong)] : []
}

/** What the rules of staffing find wrong with appointments beside what is held and beside each other, in the order given. */
function wrongAmong(asked: Asked, { held, today }: JudgedBeside): ReadonlyMap<string, readonly FoundFault[]> {
  const found = new Map<string, readonly FoundFault[]>()
  const after = new Map(held)
  for (const [id, one] of asked) {
    const stands = held.get(id)
    if (!stands) continue
    const wrong = wrongChange(one, stands, today)
    if (wrong.length > 0) found.set(id, wrong)
    else if (one.to !== null) after.set(id, { ...stands, to: one.to })
  }
  const { add, beside } = rivalsIn(after)
  for (const [id, one] of asked) {
    if (held.has(id)) continue
    const wrong = wrongAppointment(one, beside(one), today)
    if (wrong) found.set(id, [faultOf(wrong)])
    else add(one)
  }
  return found
}

const askedIn = (rows: readonly KeyedRow[], site: CountySite): Asked =>
  rows.flatMap(({ wanted: { key }, values }) => {
    const { appointment } = appointmentIn(values, site)
    return appointment ? [[key, appointment] as const] : []
  })

const heldNow = async (
  tx: Tx,
  beside: { readonly personIds: readonly string[]; readonly unitIds: readonly string[] },
): Promise<Map<string, Appointment>> =>
  new Map((await rivalsOf(tx, beside)).map(({ id, ...one }) => [id, one]))

const together: JudgingTogether = {
  hold: lockStaffing,
  judge: (rows, site) => wrongAmong(askedIn(rows, site), { held: site.roster.held, today: site.today }),
  async judgeNow(tx, rows, { site, rowsByKey }) {
    const asked = askedIn(rows, site)
    const held = await heldNow(tx, {
      personIds: asked.map(([, { personId }]) => personId),
      unitIds: asked.map(([, { unitId }]) => unitId),
    })
    // Whom the file ends elsewhere makes room here already.
    const ended = askedIn(
      [...held.keys()].flatMap(id => rowsByKey.get(id) ?? []),
      site,
    )
    return wrongAmong([...ended, ...asked], { held, today: site.today })
  },
  async takenSince(tx, { added, restored }, today) {
    const held = await heldNow(tx, {
      personIds: restored.map(({ row }) => String(row['person_id'])),
      unitIds: restored.map(({ row }) => String(row['unit_id'])),
    })
    const asked = restored.flatMap(({ key, before }) => {
      const one = held.get(key)
      const to = before['to_day']
      return one && (to === null || typeof to === 'string') ? [[key, { ...one, to }] as const] : []
    })
    for (const id of [...added, ...asked.map(([key]) => key)]) held.delete(id)
    return [...wrongAmong(asked, { held, today }).keys()]
  },
}

/** Who holds which post where, known by person, unit, post and first day; the rules are those of an appointment by hand. */
export const appointmentsWork: KindWork = {
  register: appointmentRegister,
  told: { from_day: 'from', to_day: 'to' },
  want(values, site) {
    const { appointment, faults } = appointmentIn(values, site)
    if (!appointment) return { key: '', columns: {}, faults }
    const { personId, unitId, post, manner, from, to } = appointment
    return {
      key: site.roster.appointmentIdOf(appointment),
      called: `${textIn(values, 'name')} ${postRows[post].name}`,
      columns: {
        person_id: personId,
        unit_id: unitId,
        post,
        manner,
        from_day: from,
        ...(to !== null && { to_day: to }),
      },
      faults,
    }
  },
  judge: () => [],
  among: together,
  fresh: ({ wanted: { key }, values }, { by, at, fileName }) => ({
    id: key,
    to_day: null,
    reason: textIn(values, 'reason') || `导入 ${fileName}`,
    command_hash: 'import',
    made_by: by,
    made_at: at,
    ended_by: null,
    ended_at: null,
    end_reason: null,
    end_id: null,
  }),
  async callings(tx, keys) {
    const named = await namedAppointments(tx, keys)
    return new Map(named.map(({ id, personName, post }) => [id, `${personName} ${postRows[post].name}`]))
  },
  changing: ({ by, at, fileName }) => ({
    ended_by: by,
    ended_at: at,
    end_reason: `导入 ${fileName}`,
    end_id: null,
  }),
}
