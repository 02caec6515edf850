import type { Actor } from '@shuniu/shared/identity'
import type { Audiences } from './audience.ts'
import type { StoredFact } from '../outbox/index.ts'
import { caseIdOf, caseRoomOf, mayNarrow } from './fact.ts'
import type { LiveSocket } from './socket.ts'

/** Whether an actor may read a case that is in the database; decides who may be in its room. */
export type MayReadCase = (actor: Actor, caseId: string) => Promise<boolean>

const remembered = 10_000

/** Sees to it that nobody stays in the room of a case that they may not read any more. */
export class Judging {
  readonly #audiences: Audiences
  readonly #mayRead: MayReadCase
  readonly #narrowedAt = new Map<string, number>()

  constructor(audiences: Audiences, mayRead: MayReadCase) {
    this.#audiences = audiences
    this.#mayRead = mayRead
  }

  /** Rooms of cases that may have been narrowed after this number. */
  narrowedSince(seq: number, caseRooms: readonly string[]): string[] {
    return caseRooms.filter(room => (this.#narrowedAt.get(room) ?? 0) > seq)
  }

  async mayBeIn(actor: Actor, caseRoom: string): Promise<boolean> {
    return this.#mayRead(actor, caseIdOf(caseRoom))
  }

  /**
   * Judges the members of the fact's case anew, before it is sent to them, and takes out whoever may not read it now.
   * Undefined when there was nobody to judge: then nothing was waited for.
   */
  judge(fact: StoredFact): Promise<LiveSocket[]> | undefined {
    const room = mayNarrow(fact) ? caseRoomOf(fact) : undefined
    if (room === undefined) return undefined
    this.#remember(room, fact.seq)
    return this.#audiences.isHeard(room) ? this.#clear(room) : undefined
  }

  async #clear(room: string): Promise<LiveSocket[]> {
    const judged = new Map<LiveSocket, boolean>()
    const unjudged = () => this.#audiences.membersOf(room).filter(socket => !judged.has(socket))
    for (let sockets = unjudged(); sockets.length > 0; sockets = unjudged()) {
      const verdicts = await Promise.all(sockets.map(socket => this.mayBeIn(socket.data.actor, room)))
      sockets.forEach((socket, nth) => judged.set(socket, verdicts[nth] === true))
    }
    const removed = this.#audiences.membersOf(room).filter(socket => judged.get(socket) !== true)
    for (const socket of removed) this.#takeOut(socket, room)
    return removed
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
    const [oldest] = this.#narrowedAt.keys()
    if (oldest !== undefined) this.#narrowedAt.delete(oldest)
  }
}
