import type { Database } from '../db/index.ts'
import { end } from './ending.ts'
import { factsHeardBy, type StoredFact } from '../outbox/index.ts'
import { caseIdOf, caseRoomOf, formFor, formNow, isCaseRoom, type FactForm } from './fact.ts'
import type { Hub } from './hub.ts'
import { sightOf } from './judging.ts'
import type { Limit } from '../limit/index.ts'
import { isBusy } from './slow.ts'
import { sendFacts, type LiveSocket, type HearingRun } from './socket.ts'
import type { Standing } from './standings.ts'

const factsInFrame = 500
const factsInQuery = 2_000
/** Nothing is told when what waits before the transport is taken by it. */
const drainPollMs = 20
const drainPatienceMs = 20_000

/** What a watch has come to: whom it places, in which rooms, what was sent before, and when its rooms were judged. */
export interface Placement {
  readonly socket: LiveSocket
  readonly turn: number
  readonly rooms: Set<string>
  /** What the watch before this one has sent on the same socket is not sent twice. */
  readonly former: HearingRun | undefined
  /** Up to this number the rooms of cases were judged. */
  judgedAt: number
  /** Rooms of cases that were lost on the way. */
  readonly lost: Set<string>
  /** Cases as they were last read for this watch, and up to which number of the stream that was. */
  standings: { readonly at: number; readonly known: ReadonlyMap<string, Standing | undefined> }
  /**
   * Cases that began within this replay and are closed to the watcher now. A wall is not told that they left: it has
   * never shown them, and their leaving would say which case has become sensitive.
   */
  readonly unmet: Set<string>
}

/** What was asked of the database, and what it answers: whether there may be more, and through where this reaches. */
interface FactsRead {
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
  readonly #limit: Limit
  #underWay = 0

  constructor(database: Database, hub: Hub, limit: Limit) {
    this.#database = database
    this.#hub = hub
    this.#limit = limit
  }

  get underWay(): number {
    return this.#underWay
  }

  /**
   * Replays what came after `since`, then places the socket. Gives up when a newer watch has come or the socket has
   * closed. While a stretch is sent and read by the other side, the next one is already asked for.
   */
  async run(placement: Placement, since: number): Promise<void> {
    const run: HearingRun = { from: since, through: since, rooms: placement.rooms }
    placement.socket.data.run = run
    this.#underWay += 1
    try {
      await this.#catchUp(placement, run, since)
    } finally {
      this.#underWay -= 1
    }
  }

  async #catchUp(placement: Placement, run: HearingRun, since: number): Promise<void> {
    let sent = since
    let asked: FactsRead | undefined
    for (;;) {
      await drained(placement.socket)
      if (!isCurrent(placement)) return
      const rest = this.#restAfter(sent)
      if (rest && rest.length <= factsInQuery) {
        if (this.#isJudged(placement, rest)) {
          this.#sendFrames(placement, rest, this.#hub.cursor)
          this.#place(placement, since)
          return
        }
        await this.#judge(placement, rest)
        continue
      }
      asked = asked?.after === sent ? asked : this.#ask(placement, sent)
      const { facts, isFull, through } = await asked.answer
      asked = isFull ? this.#ask(placement, through) : undefined
      await this.#judge(placement, facts)
      if (!isCurrent(placement)) return
      this.#sendFrames(placement, facts, through)
      sent = through
      run.through = sent
    }
  }

  /** Places the socket, live from now on. */
  #place({ socket, rooms }: Placement, from: number): void {
    socket.data.run = { from, through: undefined, rooms }
    this.#hub.audiences.place(socket, rooms)
  }

  /** What is still to be sent, if the hub remembers all of it. */
  #restAfter(sent: number): StoredFact[] | undefined {
    return this.#hub.tail.reachesBackTo(sent) ? this.#hub.tail.after(sent) : undefined
  }

  /**
   * Asks the database for one query's worth. Rooms lost on the way stay among those asked for, so an answer that was
   * asked for before they were lost holds the same facts.
   */
  #ask(placement: Placement, after: number): FactsRead {
    const through = this.#hub.cursor
    const rooms = [...placement.rooms, ...placement.lost]
    const answer = this.#limit
      .run(async () =>
        isCurrent(placement)
          ? factsHeardBy(this.#database.replays, { after, through, rooms, limit: factsInQuery })
          : [],
      )
      .then(read => {
        const isFull = read.length === factsInQuery
        const facts = read.flatMap(fact => this.#hub.present(fact) ?? [])
        return { facts, isFull, through: isFull ? (read.at(-1)?.seq ?? through) : through }
      })
    // An answer that nobody waits for any more may fail unheard: the next watch asks again.
    answer.catch(() => undefined)
    return { after, answer }
  }

  #sendFrames(placement: Placement, facts: readonly StoredFact[], through: number): void {
    const heard: { readonly seq: number; readonly text: string }[] = []
    for (const fact of facts) {
      const form = this.#formNow(placement, fact)
      if (form && !wasSent(placement, fact)) {
        heard.push({ seq: fact.seq, text: this.#hub.speech.text(fact, form) })
      }
    }
    for (let at = 0; at < heard.length || at === 0; at += factsInFrame) {
      const frame = heard.slice(at, at + factsInFrame)
      const isLast = at + factsInFrame >= heard.length
      sendFacts(placement.socket, {
        through: isLast ? through : (frame.at(-1)?.seq ?? through),
        texts: frame.map(({ text }) => text),
      })
    }
  }

  /** The form in which a fact is told to the watcher now: never more of its case than they may read now. */
  #formNow(placement: Placement, fact: StoredFact): FactForm | undefined {
    const form = this.#formIn(placement, fact)
    const id = form && this.#hub.speech.caseOf(fact)
    if (!form || id === undefined) return form
    const { standings, unmet, socket } = placement
    const isOfNow = fact.seq > standings.at && caseRoomOf(fact) !== undefined
    if (!standings.known.has(id) || isOfNow) return form
    const now = formNow(form, sightOf(standings.known.get(id), socket.data.actor))
    if (now !== 'left') return now
    if (caseRoomOf(fact) === undefined) return undefined
    if (this.#hub.speech.begins(fact)) unmet.add(id)
    return socket.data.actor.role === 'wall' && unmet.has(id) ? undefined : now
  }

  #formIn(placement: Placement, fact: StoredFact): FactForm | undefined {
    return this.#hub.speech.formTo(fact, listenerOf(placement), [placement.socket.data.actor])
  }

  /** Whether all that is said of cases has been judged by what is known now; what came after was told live just so. */
  #isJudged(placement: Placement, facts: readonly StoredFact[]): boolean {
    const { standings, rooms } = placement
    const isStill = (id: string) =>
      standings.known.has(id) && !this.#hub.judging.narrowedAfter(standings.at, roomOf(id))
    const isSaid = (fact: StoredFact) => {
      if (!formIn(placement, fact)) return true
      const id = this.#hub.speech.caseOf(fact)
      if (id === undefined || isStill(id)) return true
      return fact.seq > standings.at && caseRoomOf(fact) !== undefined && this.#isAsToldLive(fact, id)
    }
    return facts.every(isSaid) && this.#doubtedIn(rooms, placement.judgedAt).length === 0
  }

  #isAsToldLive({ seq }: StoredFact, id: string): boolean {
    return !this.#hub.isLate(seq) && !this.#hub.judging.narrowedAfter(seq, roomOf(id))
  }

  #doubtedIn(rooms: ReadonlySet<string>, judgedAt: number): string[] {
    return [...rooms].filter(room => isCaseRoom(room) && this.#hub.judging.narrowedAfter(judgedAt, room))
  }

  /**
   * Reads the cases that the facts speak of, each once, and takes those rooms of cases away that were lost meanwhile. What
   * the stream narrowed while the answer was on its way is read again.
   */
  async #judge(placement: Placement, facts: readonly StoredFact[]): Promise<void> {
    const at = this.#hub.cursor
    const doubted = this.#doubtedIn(placement.rooms, placement.judgedAt)
    const ids = new Set(doubted.map(caseIdOf))
    for (const fact of facts) {
      const id = formIn(placement, fact) && this.#hub.speech.caseOf(fact)
      if (id !== undefined) ids.add(id)
    }
    const read = await this.#hub.judging.read(ids)
    placement.standings = { at, known: new Map([...ids].map(id => [id, read.get(id)])) }
    placement.judgedAt = at
    for (const room of doubted) {
      if (sightOf(read.get(caseIdOf(room)), placement.socket.data.actor) !== 'none') continue
      placement.rooms.delete(room)
      placement.lost.add(room)
    }
    const isOutrun = [...ids].some(id => this.#hub.judging.narrowedAfter(at, roomOf(id)))
    if (isOutrun && isCurrent(placement)) await this.#judge(placement, facts)
  }
}

const roomOf = (caseId: string): string => `case:${caseId}`

export const isCurrent = ({ socket, turn }: Pick<Placement, 'socket' | 'turn'>): boolean =>
  socket.connected && !socket.data.isEnded && socket.data.turn === turn

/** The rooms of the watch, those among them that were lost on the way. */
const listenerOf = ({ socket, rooms, lost }: Placement) => ({
  rooms: lost.size === 0 ? rooms : new Set([...rooms, ...lost]),
  isWall: socket.data.actor.role === 'wall',
})

const formIn = (placement: Placement, fact: StoredFact): FactForm | undefined =>
  formFor(fact, listenerOf(placement))

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
    await flushed(socket)
  }
}

/** Waits until the transport has handed on what it was given, but no longer than a moment. */
function flushed({ conn }: LiveSocket): Promise<void> {
  const { transport } = conn
  return new Promise(resolve => {
    const done = () => {
      clearTimeout(timer)
      transport.off('drain', done)
      resolve()
    }
    const timer = setTimeout(done, drainPollMs)
    transport.once('drain', done)
  })
}
