import type { Actor } from '@shuniu/shared/identity'
import { presentBody, type FactCatalogue } from '@shuniu/shared/kernel'
import type { Fact } from '@shuniu/shared/live'
import type { StoredFact } from '../outbox/index.ts'
import type { Sight } from './standings.ts'

/**
 * In which form a fact reaches a socket; `own` is what the account gets whose own it is, `shown` what a wall gets of what it
 * may read.
 */
export type Form = 'own' | 'told' | 'shown' | 'masked' | 'left'

export interface Listener {
  readonly rooms: ReadonlySet<string>
  /** A wall hangs where anybody may look: masked bodies are not for it. */
  readonly isWall: boolean
}

/**
 * The form in which the rooms of a listener heard a fact when it was written, or undefined when it is not for them: who
 * may read gets the body, else the masked body, else only that it left. Good for as long as the case has not gone on.
 */
export function formFor(fact: StoredFact, { rooms, isWall }: Listener): Form | undefined {
  const isIn = (room: string) => rooms.has(room) && !(isWall && isUserRoom(room))
  if (fact.told.some(isIn)) return isWall ? 'shown' : 'told'
  if (!isWall && fact.masked.some(isIn)) return 'masked'
  return fact.left.some(isIn) ? 'left' : undefined
}

const isUserRoom = (room: string): boolean => room.startsWith('user:')

/** Whether a fact is told to the listener as one of the people it names and not for their place or unit. */
const isByName = ({ told }: StoredFact, { rooms }: Pick<Listener, 'rooms'>): boolean =>
  !told.some(room => rooms.has(room) && !isUserRoom(room))

/** The form that is left of one when the listener sees only so much of the case now. */
export function formNow(form: Form, sight: Sight): Form {
  if (sight === 'none') return 'left'
  if (sight === 'full' || form === 'left') return form
  return form === 'shown' ? 'left' : 'masked'
}

/** Whether somebody who could read what the fact speaks of perhaps may not any more. */
export const mayNarrow = (fact: StoredFact): boolean => fact.left.length > 0 || fact.masked.length > 0

const casePrefix = 'case:'

/** The room of the case a fact speaks of, if it has one. */
export const caseRoomOf = (fact: StoredFact): string | undefined =>
  [...fact.told, ...fact.masked, ...fact.left].find(isCaseRoom)

export const isCaseRoom = (room: string): boolean => room.startsWith(casePrefix)

export const caseIdOf = (caseRoom: string): string => caseRoom.slice(casePrefix.length)

/** What an actor may see of what a body speaks of, by that body alone; undefined where that does not decide. */
export type ReadSight = (body: unknown, actor: Actor) => Sight | undefined

const nounOf = (name: string): string => name.slice(0, name.indexOf('.'))

/** Of what has left a listener's sight it learns which, and nothing else. */
function leftOf(body: unknown): { id: unknown; version: unknown } {
  const known: { id?: unknown; version?: unknown } = typeof body === 'object' && body !== null ? body : {}
  return { id: known.id, version: known.version }
}

/** The version of what the fact speaks of; 0 when it tells none. */
export function versionOf({ body }: StoredFact): number {
  const { version } = leftOf(body)
  return typeof version === 'number' ? version : 0
}

/** Facts as this process understands them. */
export class Speech {
  readonly #catalogue: () => FactCatalogue
  readonly #sightIn: ReadSight

  constructor(catalogue: () => FactCatalogue, sightIn: ReadSight) {
    this.#catalogue = catalogue
    this.#sightIn = sightIn
  }

  /**
   * The form in which a fact is told to these actors, who share their rooms. Whoever is told as one of the people it names is
   * judged by what it says of the case: a name stays with a case when its bearer has another post, or none.
   */
  formTo(fact: StoredFact, listener: Listener, actors: Iterable<Actor>): Form | undefined {
    const form = formFor(fact, listener)
    if (form !== 'told') return form
    let now: Form = form
    if (isByName(fact, listener)) {
      for (const actor of actors) now = formNow(now, this.#sightIn(fact.body, actor) ?? 'full')
    }
    return now === 'told' && this.#isOwn(fact, listener) ? 'own' : now
  }

  #isOwn({ name, body }: StoredFact, { rooms }: Pick<Listener, 'rooms'>): boolean {
    const field = this.#catalogue()[name]?.ownerIn
    if (field === undefined || typeof body !== 'object' || body === null) return false
    const owner: unknown = Reflect.get(body, field)
    return typeof owner === 'string' && rooms.has(`user:${owner}`)
  }

  /**
   * The fact with its body as it is spoken today: cast upwards from a former version, without what a later one added.
   * Undefined when its body is none. What is not in the catalogue is a later process's and goes as that one stored it.
   */
  present(stored: StoredFact): StoredFact | undefined {
    const fact = { ...stored, name: this.#nameToday(stored.name) }
    const rule = this.#catalogue()[fact.name]
    if (!rule || fact.bodyVersion === rule.version) {
      return typeof fact.body === 'object' && fact.body !== null ? fact : undefined
    }
    const body = presentBody(rule, { version: fact.bodyVersion, body: fact.body })
    return body && { ...fact, bodyVersion: rule.version, body }
  }

  #nameToday(name: string): string {
    const catalogue = this.#catalogue()
    if (Object.hasOwn(catalogue, name)) return name
    return Object.keys(catalogue).find(one => catalogue[one]?.formerName === name) ?? name
  }

  /** The case that a fact speaks of without being heard in its room. */
  otherCaseOf({ name, body }: StoredFact): string | undefined {
    const field = this.#catalogue()[name]?.caseIn
    if (field === undefined || typeof body !== 'object' || body === null) return undefined
    const id: unknown = Reflect.get(body, field)
    return typeof id === 'string' ? id : undefined
  }

  /** The case that a fact speaks of, in its own room or not. */
  caseOf(fact: StoredFact): string | undefined {
    const room = caseRoomOf(fact)
    return room === undefined ? this.otherCaseOf(fact) : caseIdOf(room)
  }

  begins({ name }: StoredFact): boolean {
    return this.#catalogue()[name]?.begins === true
  }

  /** A fact as it crosses the wire. Masks are put on when it is told: by the mask of today, whatever was one before. */
  wire({ seq, name, at, ...fact }: StoredFact, form: Form): Fact {
    if (form === 'left') return { seq, name: `${nounOf(name)}.left`, at, body: leftOf(fact.body) }
    if (form === 'own') return { seq, name, at, body: fact.body }
    const rule = this.#catalogue()[name]
    if (form === 'told') return { seq, name, at, body: rule?.common ? rule.common(fact.body) : fact.body }
    if (form === 'shown') return { seq, name, at, body: rule?.show ? rule.show(fact.body) : fact.body }
    const masked: unknown = rule?.mask?.(fact.body)
    return { seq, name, at, body: masked ?? fact.maskedBody }
  }
}
