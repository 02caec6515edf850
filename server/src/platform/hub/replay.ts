import type { Fact } from '@shuniu/shared/live'
import { setTimeout as wait } from 'node:timers/promises'
import type { Database } from '../db/index.ts'
import { end } from './ending.ts'
import type { StoredFact } from '../outbox/index.ts'
import { caseRoomOf, factsHeardBy, formFor, isCaseRoom, mayNarrow, wireFact, type Form } from './fact.ts'
import type { Hub } from './hub.ts'
import type { Turns } from './turns.ts'
import { isBusy } from './slow.ts'
import type { LiveSocket, Run } from './socket.ts'

const factsInFrame = 500
const factsInQuery = 2_000
const drainPollMs = 20
const drainPatienceMs = 20_000

/** What a watch has come to: whom it places, in which rooms, what was sent before, and when its rooms were judged. */
export interface Placement {
  readonly socket: LiveSocket
  readonly turn: number
  readonly rooms: Set<string>
  /** What the watch before this one has sent on the same socket is not sent twice. */
  readonly former: Run | undefined
  /** Up to this number the rooms of cases were judged. */
  judgedAt: number
  /** Rooms of cases that were lost on the way. */
  readonly lost: Set<string>
}

/** What was asked of the database, and what it answers: whether there may be more, and through where this reaches. */
interface Asked {
  readonly after: number
  readonly answer: Promise<{
    readonly facts: readonly StoredFact[]
    readonly isFull: boolean
    readonly through: number
  }>
}

/**
 * Sends a socket what it missed and then makes it live, without a gap: the last stretch comes from the memory of the hub
 * in the same breath as the placing, so no frame can fall between. Facts that arrive during the replay are part of it.
 */
export class Replays {
  readonly #database: Database
  readonly #hub: Hub
  readonly #turns: Turns

  constructor(database: Database, hub: Hub, turns: Turns) {
    this.#database = database
    this.#hub = hub
    this.#turns = turns
  }

  /** Places the socket, live from now on. */
  placeNow({ socket, rooms }: Placement, from: number): void {
    socket.data.run = { from, through: undefined, rooms }
    this.#hub.audiences.place(socket, rooms)
  }

  /**
   * Replays what came after `since`, then places the socket. Gives up when a newer watch has come. While a stretch is
   * sent and read by the other side, the next one is already asked for.
   */
  async run(placement: Placement, since: number): Promise<void> {
    const run: Run = { from: since, through: since, rooms: placement.rooms }
    placement.socket.data.run = run
    let sent = since
    let asked: Asked | undefined
    while (isCurrent(placement)) {
      await this.#judgeAgain(placement)
      await drained(placement.socket)
      const rest = this.#restAfter(sent)
      if (!isCurrent(placement) || this.#isDoubted(placement)) continue
      if (rest && rest.length <= factsInQuery) {
        this.#sendFrames(placement, rest, this.#hub.cursor)
        this.placeNow(placement, since)
        return
      }
      if (rest) sent = this.#stretch(placement, rest.slice(0, factsInQuery))
      else {
        asked = asked?.after === sent ? asked : this.#ask(placement, sent)
        const answer = await asked.answer
        asked = answer.isFull ? this.#ask(placement, answer.through) : undefined
        await this.#judgeAgain(placement)
        if (isCurrent(placement) && !this.#isDoubted(placement)) {
          this.#sendFrames(placement, answer.facts, answer.through)
          sent = answer.through
        }
      }
      run.through = sent
    }
  }

  /** What is still to be sent, if the hub remembers all of it. */
  #restAfter(sent: number): StoredFact[] | undefined {
    return this.#hub.tail.reachesBackTo(sent) ? this.#hub.tail.after(sent) : undefined
  }

  #stretch(placement: Placement, facts: readonly StoredFact[]): number {
    const through = facts.at(-1)?.seq ?? 0
    this.#sendFrames(placement, facts, through)
    return through
  }

  /**
   * Asks the database for one query's worth. Rooms lost on the way stay among those asked for, so an answer that was
   * asked for before they were lost holds the same facts.
   */
  #ask(placement: Placement, after: number): Asked {
    const through = this.#hub.cursor
    const rooms = [...placement.rooms, ...placement.lost]
    const answer = this.#turns
      .take(() => factsHeardBy(this.#database, { after, through, rooms, limit: factsInQuery }))
      .then(facts => {
        const isFull = facts.length === factsInQuery
        return { facts, isFull, through: isFull ? (facts.at(-1)?.seq ?? through) : through }
      })
    // An answer that nobody waits for any more may fail unheard: the next watch asks again.
    answer.catch(() => undefined)
    return { after, answer }
  }

  #sendFrames(placement: Placement, facts: readonly StoredFact[], through: number): void {
    const heard: Fact[] = []
    for (const fact of facts) {
      const form = formIn(placement, fact)
      if (form && !wasSent(placement, fact)) heard.push(wireFact(fact, form))
    }
    for (let at = 0; at < heard.length || at === 0; at += factsInFrame) {
      const frame = heard.slice(at, at + factsInFrame)
      const isLast = at + factsInFrame >= heard.length
      placement.socket.emit('facts', {
        through: isLast ? through : (frame.at(-1)?.seq ?? through),
        facts: frame,
      })
    }
  }

  #isDoubted({ rooms, judgedAt }: Placement): boolean {
    return this.#hub.judging.narrowedSince(judgedAt, [...rooms].filter(isCaseRoom)).length > 0
  }

  /** Whoever lost a case since its room was judged is taken out before anything is sent. */
  async #judgeAgain(placement: Placement): Promise<void> {
    const { socket, rooms, lost } = placement
    for (;;) {
      const judgedFrom = this.#hub.cursor
      const doubted = this.#hub.judging.narrowedSince(placement.judgedAt, [...rooms].filter(isCaseRoom))
      if (doubted.length === 0) return
      for (const room of doubted) {
        if (await this.#hub.judging.mayBeIn(socket.data.actor, room)) continue
        rooms.delete(room)
        lost.add(room)
      }
      placement.judgedAt = judgedFrom
    }
  }
}

export const isCurrent = ({ socket, turn }: Pick<Placement, 'socket' | 'turn'>): boolean =>
  socket.connected && !socket.data.isEnded && socket.data.turn === turn

function formIn({ socket, rooms, lost }: Placement, fact: StoredFact): Form | undefined {
  const form = formFor(fact, { rooms, isWall: socket.data.actor.role === 'wall' })
  if (form || lost.size === 0 || !mayNarrow(fact)) return form
  return lost.has(caseRoomOf(fact) ?? '') ? 'left' : undefined
}

function wasSent({ socket, former }: Placement, fact: StoredFact): boolean {
  if (!former || fact.seq <= former.from || fact.seq > (former.through ?? 0)) return false
  return formFor(fact, { rooms: former.rooms, isWall: socket.data.actor.role === 'wall' }) !== undefined
}

/** Waits until the other side has read most of what it was sent; one that does not read is ended. */
async function drained(socket: LiveSocket): Promise<void> {
  const untilMs = performance.now() + drainPatienceMs
  while (socket.connected && isBusy(socket)) {
    if (performance.now() > untilMs) end(socket, 'live.tooSlow')
    if (socket.data.isEnded) return
    await wait(drainPollMs)
  }
}
