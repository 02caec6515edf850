import type { CaseFact } from '@shuniu/shared/cases'
import { rooms, type Actor } from '@shuniu/shared/identity'
import type { Cursor, Fact } from '@shuniu/shared/live'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { fieldOf } from '../builders/body.ts'
import { until, Watcher } from '../builders/watcher.ts'
import { aCaseFact, anActor, openStage, otherTownship, township, type LiveStage } from './stage.ts'

/** What a watch is sent at once when it is caught up from the database; the cases of each such stretch are read anew. */
const stretch = 2_000
const gapFacts = 2.5 * stretch
const stretches = [1, 2, 3] as const

const unitX = '00000000-0000-7000-8000-00000000000a'
const unitY = '00000000-0000-7000-8000-00000000000b'

let stage: LiveStage
let witness: Watcher
let since: Cursor
const cases = Array.from({ length: 40 }, () => aCaseFact({ ownerUnitId: unitX }))
let unchanged = 0
const another = (): CaseFact => {
  const one = cases[unchanged++]
  if (!one) throw new Error('there are not as many cases in the gap')
  return one
}

/** A gap that is long enough for several queries, in which each case is told of again and again. */
async function writeGap(): Promise<void> {
  const { pool } = stage.database
  const [first] = cases
  if (!first) return
  await stage.open(first)
  await pool.query(
    `insert into outbox (name, at, body, body_version, told, masked, left_rooms)
       select 'case.moved', at, body || jsonb_build_object('id', one, 'version', n + 1), body_version,
              array_replace(told, 'case:' || $1, 'case:' || one), masked, left_rooms
         from outbox, generate_series(1, $3::int - 1) n, lateral (select ($2::text[])[1 + n % cardinality($2)] one) _
        order by n`,
    [first.id, cases.map(({ id }) => id), gapFacts],
  )
}

beforeAll(async () => {
  stage = await openStage()
  since = await stage.head()
  witness = await stage.watcher(anActor({ role: 'countyDispatcher' }), [rooms.county])
  await writeGap()
  await stage.open(aCaseFact({ ownerUnitId: unitX }))
  await until('all is told', () => witness.facts.length === gapFacts + 1, 60_000)
})
afterEach(() => stage.aroundReading())
afterAll(async () => {
  witness.close()
  await stage.close()
})

async function isTold({ facts }: Watcher, one: CaseFact): Promise<void> {
  const isOf = ({ body }: Fact) => fieldOf(body, 'id') === one.id && fieldOf(body, 'version') === one.version
  await until('it is told', () => facts.some(isOf))
}

/** Does something when the cases of the nth stretch are to be read, or are read and not yet judged by. */
function atReading(nth: number, moment: 'before' | 'after', change: () => Promise<void>): void {
  let readings = 0
  stage.aroundReading(async read => {
    readings += 1
    if (readings !== nth) return read()
    if (moment === 'before') return change().then(read)
    const answer = await read()
    await change()
    return answer
  })
}

const isInFull = ({ body }: Fact): boolean => typeof fieldOf(body, 'gridCode') === 'string'

const isHeard = {
  'by the county’s leader': {
    actor: anActor({ role: 'countyLeader' }),
    change: { sensitive: true, categoryCode: '0206' },
    rooms: [rooms.county],
  },
  'by a wall': {
    actor: anActor({ role: 'wall' }),
    change: { sensitive: true, categoryCode: '0206' },
    rooms: [rooms.county],
  },
  'by the unit that had it': {
    actor: anActor({ role: 'unitHandler', unitId: unitX }),
    change: { ownerUnitId: unitY },
    rooms: [rooms.unit(unitX)],
  },
  'by the township it lay in': {
    actor: anActor({ role: 'townshipDuty', scope: township }),
    change: { areaCode: `${otherTownship}001`, gridCode: `${otherTownship}001001` },
    rooms: [rooms.township(township)],
  },
} satisfies Record<string, { actor: Actor; change: Partial<CaseFact>; rooms: readonly string[] }>

const positions = stretches.flatMap(nth => (['before', 'after'] as const).map(moment => ({ nth, moment })))

const narrowOthers = (n: number) =>
  stage.database.pool.query(
    `insert into outbox (name, at, body, told, masked, left_rooms)
       select 'case.moved', now(), jsonb_build_object('id', one, 'version', 1), array['case:' || one], '{elsewhere}', '{}'
         from (select gen_random_uuid() one from generate_series(1, $1::int)) others`,
    [n],
  )

describe.each(Object.entries(isHeard))(
  'a case that may not be read any more %s',
  (_, { actor, change, rooms }) => {
    it.each(positions)(
      'is told no further: $moment the reading for stretch $nth',
      async ({ nth, moment }) => {
        const one = another()
        const changed = { ...one, ...change, version: gapFacts + 1 }
        atReading(nth, moment, async () => {
          await stage.move({ ...one, version: gapFacts }, changed)
          if (moment === 'after') await isTold(witness, changed)
        })

        const watcher = await stage.watcher(actor, rooms, since)
        await isTold(watcher, changed)
        watcher.close()

        const ofIt = watcher.facts.filter(({ body }) => fieldOf(body, 'id') === one.id)
        const before = since.seq + (nth - 1) * stretch
        const told = (is: (fact: Fact) => boolean) => ofIt.filter(is).map(({ seq }) => seq)
        expect(told(isInFull)).toEqual(told(({ seq }) => seq <= before))
        expect(ofIt).toHaveLength(gapFacts / cases.length + 1)
      },
    )
  },
)

describe('a case among more than are remembered as narrowed', () => {
  const { actor, change, rooms } = isHeard['by the county’s leader']

  it('is told no further all the same', async () => {
    const one = another()
    const changed = { ...one, ...change, version: gapFacts + 1 }
    atReading(1, 'after', async () => {
      await stage.move({ ...one, version: gapFacts }, changed)
      await narrowOthers(10_000)
      const last = aCaseFact()
      await stage.open(last)
      await isTold(witness, last)
    })

    const watcher = await stage.watcher(actor, rooms, since)
    await isTold(watcher, changed)
    watcher.close()

    expect(watcher.facts.filter(({ body }) => fieldOf(body, 'id') === one.id).filter(isInFull)).toEqual([])
  })
})

describe('an account that loses its rights while it is caught up', () => {
  const dispatcher = () => anActor({ role: 'townshipDispatcher', scope: township })
  const narrowed: Partial<Actor> = { scope: otherTownship }
  const toNothing = (cookie: string) => void stage.sessions.delete(cookie)
  const toLess = (cookie: string, actor: Actor) => void stage.sessions.set(cookie, { ...actor, ...narrowed })

  /** What it was told of when it was ended, at a reading. */
  async function endedAt(
    { nth, moment }: (typeof positions)[number],
    take: (cookie: string, actor: Actor) => void,
    isTold: boolean,
  ): Promise<Watcher> {
    const actor = dispatcher()
    const cookie = stage.signIn(actor)
    const watcher = new Watcher({ url: stage.url, cookie })
    await watcher.connect()
    atReading(nth, moment, async () => {
      take(cookie, actor)
      if (isTold) stage.live.cut(actor.accountId)
      else await until('it is noticed', () => !watcher.isConnected)
    })
    await watcher.watch([rooms.township(township)], since)
    await until('it is ended', () => !watcher.isConnected)
    return watcher
  }

  it.each(positions)(
    'hears no more from its end on: $moment the reading for stretch $nth',
    async position => {
      const signedOut = await endedAt(position, toNothing, true)
      const moved = await endedAt(position, toLess, true)
      const unnoticed = await endedAt(position, toLess, false)

      for (const one of [signedOut, moved, unnoticed]) {
        expect(one.ends).toEqual(['session.none'])
        expect(one.facts).toHaveLength((position.nth - 1) * stretch)
      }
      expect(await moved.reconnect()).toMatchObject({ joined: [], denied: [rooms.township(township)] })
      moved.close()
    },
  )
})

describe('a socket that closes while it is caught up', () => {
  /** `tail` and `narrowed` are of the stream; the witness alone is left. */
  const held = () => {
    const { tail: _, narrowed: __, cuts: ___, ...ofSockets } = stage.live.held()
    return ofSockets
  }

  it.each(positions)('leaves nothing: $moment the reading for stretch $nth', async ({ nth, moment }) => {
    const isAlone = () => stage.live.held()['connections'] === 1 && stage.live.held()['replays'] === 0
    await until('the others are gone', isAlone)
    const before = held()
    const watcher = new Watcher({
      url: stage.url,
      cookie: stage.signIn(anActor({ role: 'countyDispatcher' })),
    })
    await watcher.connect()
    let wasHeld: Readonly<Record<string, number>> = {}
    atReading(nth, moment, async () => {
      wasHeld = held()
      await until('it has read so far', () => watcher.facts.length === (nth - 1) * stretch)
      watcher.close()
      await until('the server knows', () => stage.live.held()['connections'] === 1)
    })

    await watcher.watch([rooms.county], since)
    await expect.poll(held, { timeout: 10_000 }).toEqual(before)

    expect(wasHeld).toMatchObject({ replays: 1, connections: 2 })
  })
})
