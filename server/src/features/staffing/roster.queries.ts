import { createHmac } from 'node:crypto'
import { fold } from '@shuniu/shared/kernel'
import type { Appointment } from '@shuniu/shared/staffing'
import type { Database } from '../../platform/db/index.ts'
import type { Secrets } from '../../platform/secrets/index.ts'
import { everyAppointment, everyPerson } from './registers.repo.ts'

/**
 * Persons and appointments as a table names them: a person by name and mobile number together, an appointment by person,
 * unit, post and first day. What stands nowhere yet has an id that follows from these alone, so that the same table brings
 * the same rows; from an id nobody learns a number.
 */
export interface StaffRoster {
  readonly personIdOf: (person: NamedPerson) => string
  readonly isListed: (personId: string) => boolean
  /** Whether the division has somebody else of this name. */
  readonly hasNamesake: (person: NamedPerson & { readonly areaCode: string }) => boolean
  readonly appointmentIdOf: (appointment: Appointment) => string
  /** By their ids. */
  readonly held: ReadonlyMap<string, Appointment>
}

/** What a table says of who somebody is. */
export interface NamedPerson {
  readonly name: string
  readonly mobile: string
}

const plainMobile = (mobile: string): string => mobile.replaceAll(/\D/g, '').replace(/^86(?=1\d{10}$)/, '')

/** A UUID of our own kind (version 8) that follows from words under a key. */
function idUnder(key: Buffer, words: readonly string[]): string {
  const bytes = createHmac('sha256', key).update(words.join('\n')).digest()
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  return bytes.toString('hex', 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}

const personWords = ({ name, mobile }: NamedPerson): string[] => [fold(name), plainMobile(mobile)]
const seatWords = ({ personId, unitId, post, from }: Appointment): string[] => [personId, unitId, post, from]
const joined = (words: readonly string[]): string => words.join('\n')

/** Of nobody: for tables that name no persons. */
export const nobody: StaffRoster = {
  personIdOf: () => '',
  isListed: () => false,
  hasNamesake: () => false,
  appointmentIdOf: () => '',
  held: new Map(),
}

/** Whoever is listed, and what they hold. Numbers that can be opened no more name nobody. */
export async function readRoster(
  database: Pick<Database, 'orm'>,
  { open, derive }: Pick<Secrets, 'open' | 'derive'>,
): Promise<StaffRoster> {
  const key = Buffer.from(derive('persons and appointments of tables'), 'base64')
  const listed = new Set<string>()
  const idsByPerson = new Map<string, string>()
  const idsByPlace = new Map<string, string[]>()
  for await (const page of everyPerson(database)) {
    for (const { id, name, areaCode, mobileSealed } of page) {
      listed.add(id)
      const mobile = mobileSealed === null ? undefined : open(mobileSealed)
      if (mobile !== undefined) idsByPerson.set(joined(personWords({ name, mobile })), id)
      const place = joined([fold(name), areaCode])
      idsByPlace.set(place, [...(idsByPlace.get(place) ?? []), id])
    }
  }
  const held = new Map<string, Appointment>()
  const idsBySeat = new Map<string, string>()
  for await (const page of everyAppointment(database)) {
    for (const { id, ...one } of page) {
      held.set(id, one)
      idsBySeat.set(joined(seatWords(one)), id)
    }
  }
  const personIdOf = (person: NamedPerson): string => {
    const words = personWords(person)
    return idsByPerson.get(joined(words)) ?? idUnder(key, words)
  }
  return {
    personIdOf,
    isListed: id => listed.has(id),
    hasNamesake: person => {
      const own = personIdOf(person)
      return (idsByPlace.get(joined([fold(person.name), person.areaCode])) ?? []).some(id => id !== own)
    },
    appointmentIdOf: one => {
      const words = seatWords(one)
      return idsBySeat.get(joined(words)) ?? idUnder(key, words)
    },
    held,
  }
}
