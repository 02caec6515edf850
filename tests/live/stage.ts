import { randomUUID } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import { caseFacts, caseSight, untouched, type CaseFact } from '@shuniu/shared/cases'
import type { Actor, Role } from '@shuniu/shared/identity'
import { instant } from '@shuniu/shared/kernel'
import type { Cursor } from '@shuniu/shared/live'
import { notificationFacts } from '@shuniu/shared/notifications'
import { sightInFact } from '@shuniu/server/features/cases'
import { inTx, type Connections, type Tx } from '@shuniu/server/platform/db'
import { systemClock } from '@shuniu/server/platform/clock'
import { timeOrderedIds } from '@shuniu/server/platform/ids'
import { createLive, type Follower, type ReadStandings } from '@shuniu/server/platform/live'
import { outboxOf } from '@shuniu/server/platform/outbox'
import { readSettings } from '@shuniu/server/platform/settings'
import { freshDatabase, silentLog, type FreshDatabase } from '../builders/database.ts'
import { aWatcher, type Watcher } from '../builders/watcher.ts'

export const county = '341222'
export const township = '341222101'
export const otherTownship = '341222102'

/** An account of the stage; whoever has its cookie is it. */
export const anActor = (differing: Partial<Actor> & { role: Role }): Actor => ({
  accountId: randomUUID(),
  name: '某',
  scope: county,
  unitId: undefined,
  ...differing,
})

/** A case in a village of the township, as its fact tells it. */
export const aCaseFact = (differing: Partial<CaseFact> = {}): CaseFact => ({
  id: randomUUID(),
  number: '101-20261124-0001',
  status: 'reported',
  level: 'blue',
  categoryCode: '0101',
  sourceCode: '01',
  areaCode: `${township}001`,
  gridCode: `${township}001001`,
  position: [115.6, 33.2],
  tier: 'township',
  ownerUnitId: '00000000-0000-7000-8000-000000000001',
  coUnitIds: [],
  ...untouched,
  reporterId: null,
  handlerIds: [],
  version: 1,
  openedAt: instant(0),
  dueAt: null,
  yellowAt: null,
  orangeAt: null,
  stage: null,
  overdue: false,
  card: null,
  placeDoubt: false,
  clockDoubt: false,
  sensitive: false,
  selfFound: false,
  reworkCount: 0,
  refuseCount: 0,
  askCount: 0,
  lastMove: 'report',
  updatedAt: instant(0),
  closedAt: null,
  lateStages: [],
  steps: { acceptedAt: null, assignedAt: null, startedAt: null, doneAt: null, verifiedAt: null },
  ...differing,
})

export interface StageOptions {
  /** A database to stand on; absent: a fresh one, dropped with the stage. */
  readonly on?: FreshDatabase
  readonly env?: Readonly<Record<string, string>>
  readonly followers?: readonly Follower<CaseFact>[]
}

type Read = ReturnType<ReadStandings>

/** Done around a reading of cases for watchers who are caught up: before it is asked, or before its answer comes. */
export type AroundReading = (read: () => Read) => Read

/** The live side alone on a real database and a real socket server; sessions are cookies that name their actor. */
export async function openStage({ on, env = {}, followers = [] }: StageOptions = {}) {
  const database = on ?? (await freshDatabase())
  const live = createLive({
    settings: readSettings(env),
    database,
    clock: systemClock,
    ids: timeOrderedIds,
    log: silentLog,
  })
  const sessions = new Map<string, Actor>()
  let readings = 0
  let around: AroundReading = read => read()
  const outbox = outboxOf(caseFacts, () => live.wake())
  const http = createServer()
  for (const follower of followers) live.follow(follower)
  live.attach(http, {
    authenticate: async ({ headers }) => sessions.get(headers.cookie ?? ''),
    sightIn: sightInFact,
    catalogue: { ...caseFacts, ...notificationFacts },
    readStandings(ids, on) {
      readings += 1
      return on === database.replays ? around(() => standingsOf(ids, on)) : standingsOf(ids, on)
    },
  })
  await live.start()
  const url = await listening(http)

  const signIn = (actor: Actor): string => {
    const cookie = `session=${randomUUID()}`
    sessions.set(cookie, actor)
    return cookie
  }
  const tell = (tx: Tx, after: CaseFact, before?: CaseFact) =>
    outbox.add(tx, before ? 'case.moved' : 'case.opened', { before, after, at: systemClock.now() })

  return {
    database,
    live,
    url,
    sessions,
    signIn,
    /** How often cases were read to judge by. */
    readings: () => readings,
    /** From now on, until it is called with nothing. */
    aroundReading(given: AroundReading = read => read()) {
      around = given
    },
    tell,
    open: (after: CaseFact) => inTx(database, tx => tell(tx, after)),
    move: (before: CaseFact, after: CaseFact) => inTx(database, tx => tell(tx, after, before)),
    watcher: (actor: Actor, rooms: readonly string[], since?: Cursor): Promise<Watcher> =>
      aWatcher({ url, cookie: signIn(actor), rooms, ...(since && { since }) }),
    async head() {
      const { rows } = await database.pool.query<{ stream: string; head: number }>(
        'select stream::text, head::float8 from stream',
      )
      return { stream: rows[0]?.stream ?? '', seq: rows[0]?.head ?? 0 }
    },
    async close() {
      await live.stop()
      await new Promise(resolve => http.close(resolve))
      if (!on) await database.drop()
    },
  }
}

export type LiveStage = Awaited<ReturnType<typeof openStage>>

/** Each case as the last fact of it tells it. */
async function standingsOf(ids: readonly string[], { pool }: Connections): Read {
  const { rows } = await pool.query<{ body: CaseFact }>(
    `select distinct on (body ->> 'id') body from outbox
      where body ->> 'id' = any($1) order by body ->> 'id', id desc`,
    [ids],
  )
  return new Map(
    rows.map(({ body }) => [body.id, { version: body.version, sightFor: one => caseSight(one, body) }]),
  )
}

async function listening(http: Server): Promise<string> {
  await new Promise<void>(resolve => http.listen(0, '127.0.0.1', resolve))
  const address = http.address()
  if (typeof address !== 'object' || !address) throw new Error('the stage does not listen')
  return `http://127.0.0.1:${address.port}`
}
