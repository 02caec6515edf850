import type { Actor } from '@shuniu/shared/identity'
import { presentBody, type FactCatalogue, type FactRule } from '@shuniu/shared/kernel'
import type { Fact } from '@shuniu/shared/live'
import { withStandIns, type StoredFact } from '../outbox/index.ts'
import type { Sight } from './standings.ts'

/**
 * In which form a fact reaches a socket; `own` is what the account gets whose own it is, `shown` what a wall gets of what it
 * may read.
 */
export type FactForm = 'own' | 'told' | 'shown' | 'masked' | 'left'

export interface Listener {
  readonly rooms: ReadonlySet<string>
  /** A wall hangs where anybody may look: masked bodies are not for it. */
  readonly isWall: boolean
}

/**
 * The form in which the rooms of a listener heard a fact when it was written, or undefined when it is not for them: who
 * may read gets the body, else the masked body, else only that it left. Good for as long as the case has not gone on.
 */
export function formFor(fact: StoredFact, { rooms, isWall }: Listener): FactForm | undefined {
  const isIn = (room: string) => rooms.has(room) && !(isWall && isUserRoom(room))
  if (fact.told.some(isIn)) return isWall ? 'shown' : 'told'
  if (!isWall && fact.masked.some(isIn)) return 'masked'
  return fact.left.some(isIn) ? 'left' : undefined
}

const userPrefix = 'user:'
const isUserRoom = (room: string): boolean => room.startsWith(userPrefix)
const userRoomOf = (accountId: string): string => userPrefix + accountId

/** Whether an account that listens is spoken of at all: whatever stands nowhere in the text is in none of its fields. */
function namesAnyOf(rooms: ReadonlySet<string>, { text }: StoredFact): boolean {
  for (const room of rooms) {
    if (isUserRoom(room) && text.includes(room.slice(userPrefix.length))) return true
  }
  return false
}

/** Whether a fact is told to the listener as one of the people it names and not for their place or unit. */
const isByName = ({ told }: StoredFact, { rooms }: Pick<Listener, 'rooms'>): boolean =>
  !told.some(room => rooms.has(room) && !isUserRoom(room))

/** The form that is left of one when the listener sees only so much of the case now. */
export function formNow(form: FactForm, sight: Sight): FactForm {
  if (sight === 'none') return 'left'
  if (sight === 'full' || form === 'left') return form
  return form === 'shown' ? 'left' : 'masked'
}

/** Whether somebody who could read what the fact speaks of perhaps may not any more. */
export const mayNarrow = (fact: StoredFact): boolean => fact.left.length > 0 || fact.masked.length > 0

const casePrefix = 'case:'

/** The room of the case a fact speaks of, if it has one. */
export const caseRoomOf = ({ told, masked, left }: StoredFact): string | undefined =>
  told.find(isCaseRoom) ?? masked.find(isCaseRoom) ?? left.find(isCaseRoom)

export const isCaseRoom = (room: string): boolean => room.startsWith(casePrefix)

export const caseIdOf = (caseRoom: string): string => caseRoom.slice(casePrefix.length)

/** What an actor may see of what a body speaks of, by that body alone; undefined where that does not decide. */
export type ReadSight = (body: unknown, actor: Actor) => Sight | undefined

const fieldOf = (body: unknown, field: string): unknown =>
  typeof body === 'object' && body !== null ? Reflect.get(body, field) : undefined

const isObjectText = (text: string): boolean => text.startsWith('{') || text.startsWith('[')

const nounOf = (name: string): string => name.slice(0, name.indexOf('.'))

/** Of what has left a listener's sight it learns which, and nothing else. */
const leftOf = (body: unknown) => ({ id: fieldOf(body, 'id'), version: fieldOf(body, 'version') })

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
  formTo(fact: StoredFact, listener: Listener, actors: Iterable<Actor>): FactForm | undefined {
    const form = formFor(fact, listener)
    if (form !== 'told') return form
    let now: FactForm = form
    if (isByName(fact, listener)) {
      for (const actor of actors) now = formNow(now, this.#sightIn(fact.body, actor) ?? 'full')
    }
    return now === 'told' && this.#isOwn(fact, listener) ? 'own' : now
  }

  #isOwn(fact: StoredFact, { rooms }: Pick<Listener, 'rooms'>): boolean {
    const field = this.#catalogue()[fact.name]?.ownerIn
    if (field === undefined || !namesAnyOf(rooms, fact)) return false
    const owner = fieldOf(fact.body, field)
    return typeof owner === 'string' && rooms.has(userRoomOf(owner))
  }

  /**
   * The fact with its body as it is spoken today: cast upwards from a former version, without what a later one added.
   * Undefined when its body is none. What is not in the catalogue is a later process's and goes as that one stored it.
   */
  present(stored: StoredFact): StoredFact | undefined {
    const fact = stored.called(this.#nameToday(stored.name))
    const rule = this.#catalogue()[fact.name]
    if (!rule || fact.bodyVersion === rule.version) {
      return isObjectText(fact.text) ? fact : undefined
    }
    const body = presentBody(rule, { version: fact.bodyVersion, body: fact.body })
    return body && fact.as(rule.version, body)
  }

  #nameToday(name: string): string {
    const catalogue = this.#catalogue()
    if (Object.hasOwn(catalogue, name)) return name
    return Object.keys(catalogue).find(one => catalogue[one]?.formerName === name) ?? name
  }

  /** The case that a fact speaks of without being heard in its room. */
  otherCaseOf(fact: StoredFact): string | undefined {
    const field = this.#catalogue()[fact.name]?.caseIn
    const id = field === undefined ? undefined : fieldOf(fact.body, field)
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
  wire(fact: StoredFact, form: FactForm): Fact {
    const { seq, name, at } = fact
    if (form === 'left') return { seq, name: `${nounOf(name)}.left`, at, body: leftOf(fact.body) }
    return { seq, name, at, body: this.#bodyIn(fact, form) }
  }

  /** The same as JSON. What is told as it is stored is not read for it. */
  text(fact: StoredFact, form: FactForm): string {
    const body = this.#storedBody(fact, form)
    if (body === undefined) return JSON.stringify(this.wire(fact, form))
    return `{"seq":${fact.seq},"name":${JSON.stringify(fact.name)},"at":"${fact.at}","body":${body}}`
  }

  #bodyIn(fact: StoredFact, form: Exclude<FactForm, 'left'>): unknown {
    const { common, show, mask }: Partial<FactRule> = this.#catalogue()[fact.name] ?? {}
    const { body } = fact
    switch (form) {
      case 'own':
        return body
      case 'told':
        return common && typeof body === 'object' ? { ...body, ...common } : body
      case 'shown':
        return show ? show(body) : body
      case 'masked':
        return mask?.(body) ?? fact.maskedBody
      default:
        return form satisfies never
    }
  }

  #storedBody(fact: StoredFact, form: FactForm): string | undefined {
    if (form !== 'own' && form !== 'told') return undefined
    const { common }: Partial<FactRule> = this.#catalogue()[fact.name] ?? {}
    return form === 'told' && common ? withStandIns(fact.text, common) : fact.text
  }
}
