import { roleCodes, rooms } from '@shuniu/shared/identity'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { everyField, leaksIn } from '../builders/access/fields.ts'
import { mayBeTold, type Truth } from '../builders/access/law.ts'
import { askers, everySituation, type Situation } from '../builders/access/situations.ts'
import { truthsOf } from '../builders/access/truths.ts'
import { startApp, type RunningApp } from '../builders/app.ts'
import { fieldOf } from '../builders/body.ts'
import { testClock } from '../builders/clock.ts'
import { gridCode, townshipCode, villageCode } from '../builders/county.ts'
import { peopleOf } from '../builders/people.ts'
import { say } from '../builders/size.ts'
import { accountId, actorOf } from '../builders/staff.ts'
import { aWatcher, until, type Cursor, type Watcher } from '../builders/watcher.ts'

let running: RunningApp
let situations: readonly Situation[]
let truths: ReadonlyMap<string, Truth>
let since: Cursor
const live = new Map<string, Watcher>()
const cookies = new Map<string, string>()
let heard = 0

/** Every room that a case is told in, and the asker's own: the server says which of them are theirs. */
const roomsFor = (account: string): string[] => {
  const { accountId: id, unitId } = actorOf(account)
  return [
    ...[rooms.county, rooms.township(townshipCode(1)), rooms.township(townshipCode(2))],
    ...[rooms.village(villageCode(1, 1)), rooms.grid(gridCode(1, 1, 1)), rooms.user(id)],
    ...(unitId === undefined ? [] : [rooms.unit(unitId)]),
  ]
}

async function nowHead(): Promise<Cursor> {
  await until('all is numbered', async () => {
    const { rows } = await running.database.pool.query('select 1 from outbox where seq is null')
    return rows.length === 0
  })
  const { rows } = await running.database.pool.query<Cursor>(
    'select stream::text, head::float8 as seq from stream',
  )
  const [head] = rows
  if (!head) throw new Error('there is no stream')
  return head
}

beforeAll(async () => {
  running = await startApp({ clock: testClock() })
  const as = peopleOf(running)
  for (const account of askers) {
    const { url, cookie } = await as(account)
    cookies.set(account, cookie)
    live.set(account, await aWatcher({ url, cookie, rooms: roomsFor(account) }))
  }
  since = await nowHead()
  situations = await everySituation(as)
  truths = await truthsOf(running.database, situations)
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
    const [id, version] = [String(fieldOf(body, 'id')), String(fieldOf(body, 'version'))]
    const truth = truths.get(at(id, version))
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

  expect([...asItWas, ...asItIs]).toEqual([])
})

it('prints how much was heard', () => {
  say(
    `access: ${everyField.length} fields × ${roleCodes.length} roles × ${situations.length} situations; ` +
      `at the socket ${heard} facts heard live and by replay; 0 leaks`,
  )
  expect(heard).toBeGreaterThan(500)
})
