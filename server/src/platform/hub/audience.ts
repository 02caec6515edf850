import type { Listener } from './fact.ts'
import type { LiveSocket } from './socket.ts'

/** Sockets that hear exactly the same: one room of the socket server, one encoding for all of them. */
export interface Audience extends Listener {
  /** The name of its room in the socket server. */
  readonly name: string
  readonly members: Set<LiveSocket>
}

/** Every live socket is in one of these rooms of the socket server, which hear the heartbeat in turn. */
export const beatRooms: readonly string[] = Array.from({ length: 18 }, (_, nth) => `beat:${nth}`)

/** Evenly by the socket's id, which is random. */
function beatRoomOf({ id }: LiveSocket): string {
  const sum = [...id].reduce((total, letter) => total + letter.charCodeAt(0), 0)
  return beatRooms[sum % beatRooms.length] ?? ''
}

/** Who hears what in this process. A socket is in one audience or, while it is not live, in none. */
export class Audiences {
  readonly #byKey = new Map<string, Audience>()
  readonly #bySocket = new Map<LiveSocket, Audience>()
  readonly #byRoom = new Map<string, Set<Audience>>()
  #named = 0

  get sockets(): Iterable<LiveSocket> {
    return this.#bySocket.keys()
  }

  get socketCount(): number {
    return this.#bySocket.size
  }

  /** How many of each of its structures there are. */
  held(): Readonly<Record<string, number>> {
    return { audiences: this.#byKey.size, listening: this.#bySocket.size, rooms: this.#byRoom.size }
  }

  of(socket: LiveSocket): Audience | undefined {
    return this.#bySocket.get(socket)
  }

  inRoom(room: string): ReadonlySet<Audience> {
    return this.#byRoom.get(room) ?? new Set()
  }

  isHeard(room: string): boolean {
    return this.#byRoom.has(room)
  }

  membersOf(room: string): LiveSocket[] {
    return [...this.inRoom(room)].flatMap(audience => [...audience.members])
  }

  place(socket: LiveSocket, rooms: ReadonlySet<string>): void {
    this.remove(socket)
    const audience = this.#audienceOf({ rooms, isWall: socket.data.actor.role === 'wall' })
    audience.members.add(socket)
    this.#bySocket.set(socket, audience)
    void socket.join([beatRoomOf(socket), audience.name])
  }

  remove(socket: LiveSocket): void {
    const audience = this.#bySocket.get(socket)
    if (!audience) return
    this.#bySocket.delete(socket)
    audience.members.delete(socket)
    void socket.leave(beatRoomOf(socket))
    void socket.leave(audience.name)
    if (audience.members.size === 0) this.#forget(audience)
  }

  #audienceOf({ rooms, isWall }: Listener): Audience {
    const key = keyOf({ rooms, isWall })
    const known = this.#byKey.get(key)
    if (known) return known
    this.#named += 1
    const audience: Audience = { name: `audience:${this.#named}`, rooms, isWall, members: new Set() }
    this.#byKey.set(key, audience)
    for (const room of rooms) {
      const there = this.#byRoom.get(room)
      if (there) there.add(audience)
      else this.#byRoom.set(room, new Set([audience]))
    }
    return audience
  }

  #forget(audience: Audience): void {
    this.#byKey.delete(keyOf(audience))
    for (const room of audience.rooms) {
      const there = this.#byRoom.get(room)
      there?.delete(audience)
      if (there?.size === 0) this.#byRoom.delete(room)
    }
  }
}

const keyOf = ({ rooms, isWall }: Listener): string =>
  `${isWall ? 'wall ' : ''}${[...rooms].sort().join(' ')}`
