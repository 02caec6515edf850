import type { Actor } from '@shuniu/shared/identity'
import type { Audiences } from './audience.ts'
import type { StoredFact } from '../outbox/index.ts'
import { caseIdOf, caseRoomOf, mayNarrow, versionOf, type Speech } from './fact.ts'
import type { LiveSocket } from './socket.ts'
import type { Sight, Standings, standingsOf } from './standings.ts'

const remembered = 10_000

/** What was read of the cases of some facts: by it alone those facts are told. */
export interface JudgedFacts {
  readonly asked: ReadonlySet<string>
  readonly standings: Standings
}

/** Sees to it that nobody is told of a case what they may not read any more, nor stays in its room. */
export class Judging {
  readonly #audiences: Audiences
  readonly #standings: ReturnType<typeof standingsOf>
  readonly #speech: Speech
  /** By the room of a case, where the stream last narrowed it. */
  readonly #narrowedAt = new Map<string, number>()
  /** Up to here of some rooms it is not remembered any more. */
  #forgottenThrough = 0

  constructor(audiences: Audiences, standings: ReturnType<typeof standingsOf>, speech: Speech) {
    this.#audiences = audiences
    this.#standings = standings
    this.#speech = speech
  }

  get rememberedCount(): number {
    return this.#narrowedAt.size
  }

  /** Whether it was narrowed after a number, or may have been. */
  narrowedAfter(seq: number, caseRoom: string): boolean {
    return (this.#narrowedAt.get(caseRoom) ?? this.#forgottenThrough) > seq
  }

  /** Cases as they stand, for a watcher who is to be told of them. */
  read(ids: ReadonlySet<string>): Promise<Standings> {
    return this.#standings.forWatcher(ids)
  }

  /**
   * Reads those cases of facts about to be told that may not stand any more as the facts say: by a later fact of the
   * same lot or, when the lot is `late`, by others still to come. Also those that members of their rooms may have lost, and
   * those that are spoken of without being told of, as notifications do.
   * Undefined when there are none: then nothing is waited for.
   */
  judge(facts: readonly StoredFact[], isLate: boolean): Promise<JudgedFacts> | undefined {
    const asked = new Set<string>()
    const spokenOf = new Set<string>()
    for (const fact of facts) {
      const room = caseRoomOf(fact)
      if (room === undefined) {
        const other = this.#isHeard(fact) ? this.#speech.otherCaseOf(fact) : undefined
        if (other !== undefined) asked.add(other)
        continue
      }
      const id = caseIdOf(room)
      if (mayNarrow(fact)) {
        this.#remember(room, fact.seq)
        if (spokenOf.has(id) || this.#audiences.isHeard(room)) asked.add(id)
      }
      if (isLate) asked.add(id)
      spokenOf.add(id)
    }
    if (asked.size === 0 || this.#audiences.socketCount === 0) return undefined
    return this.#standings.forHub(asked).then(standings => ({ asked, standings }))
  }

  #isHeard({ told }: StoredFact): boolean {
    return told.some(room => this.#audiences.isHeard(room))
  }

  /** Takes whoever may not read the fact's case any more out of its room; gives those. */
  clear(fact: StoredFact, { asked, standings }: JudgedFacts): LiveSocket[] {
    const room = mayNarrow(fact) ? caseRoomOf(fact) : undefined
    if (room === undefined || !asked.has(caseIdOf(room))) return []
    const standing = standings.get(caseIdOf(room))
    const removed = this.#audiences
      .membersOf(room)
      .filter(({ data }) => sightOf(standing, data.actor) === 'none')
    for (const socket of removed) this.#takeOut(socket, room)
    return removed
  }

  /**
   * Whether the case has gone on since the fact, or the fact does not say how it stands: then the rooms that the fact was
   * written for decide nothing.
   */
  isDoubted(fact: StoredFact, { asked, standings }: JudgedFacts): boolean {
    const room = caseRoomOf(fact)
    if (room === undefined) return asked.has(this.#speech.otherCaseOf(fact) ?? '')
    if (!asked.has(caseIdOf(room))) return false
    return (standings.get(caseIdOf(room))?.version ?? Infinity) > versionOf(fact)
  }

  #takeOut(socket: LiveSocket, room: string): void {
    const before = this.#audiences.of(socket)
    if (!before) return
    const rooms = new Set([...before.rooms].filter(one => one !== room))
    this.#audiences.place(socket, rooms)
    if (socket.data.run) socket.data.run.rooms = rooms
  }

  #remember(room: string, seq: number): void {
    this.#narrowedAt.delete(room)
    this.#narrowedAt.set(room, seq)
    if (this.#narrowedAt.size <= remembered) return
    const [oldest] = this.#narrowedAt
    if (!oldest) return
    this.#narrowedAt.delete(oldest[0])
    this.#forgottenThrough = oldest[1]
  }
}

/** Of a case that is not there nobody sees anything. */
export const sightOf = (standing: { sightFor(actor: Actor): Sight } | undefined, actor: Actor): Sight =>
  standing?.sightFor(actor) ?? 'none'
