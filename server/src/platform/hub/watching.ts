import { mayJoin, roomOf, type Actor } from '@shuniu/shared/identity'
import { protocol, Watch, type LiveRefusal, type WatchAck } from '@shuniu/shared/live'
import { Compile } from 'typebox/compile'
import type { Database } from '../db/index.ts'
import { readStream } from '../relay/index.ts'
import { caseIdOf, isCaseRoom } from './fact.ts'
import type { Hub } from './hub.ts'
import { sightOf } from './judging.ts'
import { isCurrent, Replays, type Placement } from './replay.ts'
import type { LiveSocket, HearingRun } from './socket.ts'
import { Limit } from '../limit/index.ts'

/** A longer gap is not replayed: the console fetches anew. In numbers of the stream. */
const maxGap = 20_000
const queriesAtOnce = 6

const watchShape = Compile(Watch)

export const refusal = (code: string, detail: string): LiveRefusal => ({ refusal: { code, detail } })

/** Reads a `watch`; whatever is not of the protocol is told why. */
export function readWatch(sent: unknown): Watch | LiveRefusal {
  if (watchShape.Check(sent)) return sent
  const spoken = typeof sent === 'object' && sent !== null && 'protocol' in sent ? sent.protocol : protocol
  if (Number.isInteger(spoken) && spoken !== protocol) {
    return refusal('live.protocol', `this server speaks protocol ${protocol}`)
  }
  const [fault] = watchShape.Errors(sent)
  return refusal('live.malformed', fault ? `${fault.instancePath || '/'} ${fault.message}` : 'not a watch')
}

interface JudgedRooms {
  readonly joined: string[]
  readonly denied: string[]
}

/** Answers `watch`: replaces a socket's rooms by those it may be in, and sends what it missed. */
export class Watching {
  readonly #database: Database
  readonly #hub: Hub
  readonly #limit = new Limit(queriesAtOnce)
  readonly #replays: Replays

  constructor(database: Database, hub: Hub) {
    this.#database = database
    this.#hub = hub
    this.#replays = new Replays(database, hub, this.#limit)
  }

  async watch(socket: LiveSocket, asked: Watch, ack: (answer: WatchAck) => void): Promise<void> {
    socket.data.turn += 1
    const { turn } = socket.data
    const judgedAt = this.#hub.cursor
    const { joined, denied } = await this.#judge(socket.data.actor, [...new Set(asked.rooms)])
    const since = asked.since && (await this.#canReplay(asked.since)) ? asked.since.seq : undefined
    if (!isCurrent({ socket, turn })) return
    const former = this.#leaveFormer(socket)
    const { cursor: head, stream } = this.#hub
    ack({
      stream: stream.stream,
      head,
      joined,
      denied,
      resnapshot: asked.since !== null && since === undefined,
    })
    const placement: Placement = {
      socket,
      turn,
      rooms: new Set(joined),
      former,
      judgedAt,
      lost: new Set(),
      standings: { at: Infinity, known: new Map() },
      unmet: new Set(),
    }
    await this.#replays.run(placement, since ?? head)
  }

  /** How much is at work for watches, by structure. */
  held(): Readonly<Record<string, number>> {
    return { replays: this.#replays.underWay, replaysWaiting: this.#limit.waiting }
  }

  /** The same policy that decides what HTTP lets this actor read; all rooms of cases by one reading. */
  async #judge(actor: Actor, rooms: readonly string[]): Promise<JudgedRooms> {
    const county = actor.scope.slice(0, 6)
    const caseRooms = rooms.filter(name => isCaseRoom(name) && roomOf(name, county))
    const standings = await this.#hub.judging.read(new Set(caseRooms.map(caseIdOf)))
    const mayBeIn = (name: string): boolean => {
      const room = roomOf(name, county)
      if (!room) return false
      return isCaseRoom(name)
        ? sightOf(standings.get(caseIdOf(name)), actor) !== 'none'
        : mayJoin(actor, room)
    }
    return { joined: rooms.filter(mayBeIn), denied: rooms.filter(name => !mayBeIn(name)) }
  }

  /** Whether the gap since a cursor can be sent: of this stream, not of the future, still kept, and not too long. */
  async #canReplay({ stream, seq }: { stream: string; seq: number }): Promise<boolean> {
    const row = await readStream(this.#database.replays)
    if (stream !== row.stream || seq > row.head || seq < row.forgotten || row.head - seq > maxGap)
      return false
    return this.#hub.reaches(seq)
  }

  /** Takes the socket out of its audience; from here on nothing is sent to it but by its new watch. */
  #leaveFormer(socket: LiveSocket): HearingRun | undefined {
    const { run } = socket.data
    const isLive = this.#hub.audiences.of(socket) !== undefined
    this.#hub.audiences.remove(socket)
    return run && { ...run, through: isLive ? this.#hub.cursor : (run.through ?? run.from) }
  }
}
