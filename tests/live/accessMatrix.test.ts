import { isAdministrator, roleCodes, rooms } from '@shuniu/shared/identity'
import type { Cursor, SignalFrame } from '@shuniu/shared/live'
import { positionsSignal, sendPositions, startPatrol } from '@shuniu/shared/patrol'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { everyField, leaksIn } from '../builders/access/fields.ts'
import { mayBeTold, type Truth } from '../builders/access/law.ts'
import { askers, everySituation, type Situation } from '../builders/access/situations.ts'
import { truthsOf } from '../builders/access/truths.ts'
import { startApp, type RunningApp } from '../builders/app.ts'
import { fieldOf } from '../builders/body.ts'
import { testClock } from '../builders/clock.ts'
import { gridCode, insideGrid, townshipCode, villageCode } from '../builders/county.ts'
import { allNumbered } from '../builders/numbered.ts'
import { peopleOf, type People } from '../builders/people.ts'
import { say } from '../builders/size.ts'
import { accountId, actorOf } from '../builders/staff.ts'
import { aWatcher, until, Watcher } from '../builders/watcher.ts'

const clock = testClock()
let running: RunningApp
let situations: readonly Situation[]
let truths: ReadonlyMap<string, Truth>
let since: Cursor
const live = new Map<string, Watcher>()
const cookies = new Map<string, string>()
let heard = 0
let notifications = 0
let signalled = 0
let roomsAsked = 0

/** Every room that a case is told in, and the asker's own: the server says which of them are theirs. */
const roomsFor = (account: string): string[] => {
  const { accountId: id, unitId } = actorOf(account)
  return [
    rooms.county,
    rooms.township(townshipCode(1)),
    rooms.township(townshipCode(2)),
    rooms.village(villageCode(1, 1)),
    rooms.grid(gridCode(1, 1, 1)),
    rooms.user(id),
    ...(unitId === undefined ? [] : [rooms.unit(unitId)]),
  ]
}

async function nowHead(): Promise<Cursor> {
  await allNumbered(running.database)
  const { rows } = await running.database.pool.query<Cursor>(
    'select stream::text, head::float8 as seq from stream',
  )
  const [head] = rows
  if (!head) throw new Error('there is no stream')
  return head
}

/** Time goes on, nobody leaving their desk, until clocks have run out and those who are to act are told. */
async function notificationsMade(as: People): Promise<void> {
  for (let passedS = 0; passedS < 3 * 3_600; passedS += 20 * 60) {
    clock.moveOnS(20 * 60)
    for (const account of askers) await (await as(account)).get('/api/session')
  }
  await until('somebody is told', async () => {
    const { rows } = await running.database.pool.query(
      `select 1 from outbox where name = 'notification.made'`,
    )
    return rows.length > 0
  })
}

/** A member of either township is on patrol, and is seen by who may see them. */
async function fixesShown(as: People): Promise<void> {
  for (const township of [1, 2]) {
    const member = await as(`t${township}v1g1`)
    const [lon, lat] = insideGrid(township, 1, 1)
    await member.call(startPatrol, { body: { id: v7() } })
    await member.call(sendPositions, { body: { items: [{ at: clock.now(), lon, lat }] } })
  }
  const isShown = ({ name, rows }: SignalFrame) => name === positionsSignal && rows.length > 0
  await until('both are shown', () =>
    ['t1.duty', 't2.duty', 'county.duty'].every(account => live.get(account)?.signals.some(isShown) === true),
  )
}

beforeAll(async () => {
  running = await startApp({ clock })
  const as = peopleOf(running)
  for (const account of askers) {
    const { url, cookie } = await as(account)
    cookies.set(account, cookie)
    live.set(account, await aWatcher({ url, cookie, rooms: roomsFor(account) }))
  }
  since = await nowHead()
  situations = await everySituation(as)
  await notificationsMade(as)
  truths = await truthsOf(running.database, situations)
  await fixesShown(as)
})
afterAll(async () => {
  for (const watcher of live.values()) watcher.close()
  await running.drop()
})

/** What of the facts a watcher was told goes beyond what they might read, by how each case stood when `at` says so. */
function leaksOf(account: string, { facts }: Watcher, at: (id: string, version: string) => string): string[] {
  const self = accountId(account)
  return facts.flatMap(({ name, body }) => {
    heard += 1
    const isNotification = name === 'notification.made'
    const id = String(fieldOf(body, isNotification ? 'caseId' : 'id'))
    const version = String(fieldOf(body, 'version'))
    if (isNotification) notifications += 1
    const truth = truths.get(isNotification ? id : at(id, version))
    const one = situations.find(known => known.id === id)
    if (!truth || !one || name === 'case.left') return []
    const may = mayBeTold(actorOf(account), truth)
    if (!may.has('standing')) return [`${one.name}: ${name} of version ${version}`]
    const text = JSON.stringify(body)
    const words = one.canaries.filter(
      canary => !may.has(canary.secret) && canary.words !== self && text.includes(canary.words),
    )
    return [...leaksIn(body, { may, self }, `${one.name} ${name}`), ...words.map(({ words: said }) => said)]
  })
}

/** What the signals of a watcher tell of places and people beyond what is theirs. */
function strayIn(account: string, { signals }: Watcher): string[] {
  const { scope, role } = actorOf(account)
  return signals.flatMap(({ name, room, rows }) => {
    signalled += 1
    const words = situations.flatMap(({ canaries }) => canaries.map(canary => canary.words))
    const text = JSON.stringify(rows)
    const isOwn = room === rooms.county ? scope.length === 6 : room.split(':')[1]?.startsWith(scope) === true
    const strangers = rows.filter(
      row => name === positionsSignal && !String(fieldOf(row, 'gridCode')).startsWith(scope),
    )
    return [
      ...(isOwn && role !== 'unitHandler' && !isAdministrator(role) ? [] : [`${name} in ${room}`]),
      ...strangers.map(row => `${name}: ${JSON.stringify(row)}`),
      ...words.filter(one => text.includes(one) && !text.includes(`"memberId":"${one}"`)),
    ]
  })
}

it.each(askers)('lets %s into the rooms of those cases alone that are theirs to see', async account => {
  const rest = { url: running.url, cookie: cookies.get(account) ?? '' }
  const watcher = new Watcher(rest)
  await watcher.connect()
  const { seq } = await nowHead()
  const asked = situations.map(({ id }) => rooms.case(id))
  const { joined, denied } = await watcher.watch(asked, since)
  roomsAsked += asked.length
  await until('it has caught up', () => (watcher.cursor?.seq ?? 0) >= seq)
  watcher.close()

  const isTheirs = ({ id }: Situation) => {
    const truth = truths.get(id)
    return truth !== undefined && mayBeTold(actorOf(account), truth).has('standing')
  }
  expect(joined).toEqual(situations.filter(isTheirs).map(({ id }) => rooms.case(id)))
  expect(joined.length + denied.length).toBe(asked.length)
  expect(leaksOf(account, watcher, id => id)).toEqual([])
})

it.each(askers)('tells %s at the socket nothing that is not theirs to know', async account => {
  const { seq } = await nowHead()
  const watcher = live.get(account)
  if (!watcher) throw new Error(`${account} does not watch`)
  await until('all of it has come', () => (watcher.cursor?.seq ?? 0) >= seq)
  const back = await aWatcher({
    url: running.url,
    cookie: cookies.get(account) ?? '',
    rooms: roomsFor(account),
    since,
  })
  await until('it has caught up', () => (back.cursor?.seq ?? 0) >= seq)
  back.close()

  const asItWas = leaksOf(account, watcher, (id, version) => `${id}@${version}`)
  const asItIs = leaksOf(account, back, id => id)

  expect([...asItWas, ...asItIs, ...strayIn(account, watcher)]).toEqual([])
})

it('prints how much was heard', () => {
  say(
    `access: ${everyField.length} fields × ${roleCodes.length} roles × ${situations.length} situations; ` +
      `at the socket ${heard} facts heard live and by replay, of them ${notifications} notifications; ` +
      `${signalled} signals; ${roomsAsked} rooms of cases asked for; 0 leaks`,
  )
  expect(heard).toBeGreaterThan(500)
  for (const some of [notifications, signalled, roomsAsked]) expect(some).toBeGreaterThan(0)
})
