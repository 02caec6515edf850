import { inTx } from '@shuniu/server/platform/db'
import { maskCase, type CaseFact } from '@shuniu/shared/cases'
import { rooms, type Role } from '@shuniu/shared/identity'
import type { Cursor } from '@shuniu/shared/live'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fieldOf, fieldsOf } from '../builders/body.ts'
import { allNumbered } from '../builders/numbered.ts'
import { until, type Watcher } from '../builders/watcher.ts'
import { aCaseFact, anActor, county, openStage, otherTownship, township, type LiveStage } from './stage.ts'

let stage: LiveStage
beforeAll(async () => void (stage = await openStage()))
afterAll(() => stage.close())

const unitX = '00000000-0000-7000-8000-00000000000a'
const unitY = '00000000-0000-7000-8000-00000000000b'
const reporterId = '00000000-0000-7000-8000-00000000000c'

const told = (watcher: Watcher) =>
  watcher.facts.map(({ name, body }) => `${name}@${String(fieldOf(body, 'version'))}`)
const bodies = (watcher: Watcher) => watcher.facts.map(({ body }) => body)

async function moveOn(before: CaseFact, differing: Partial<CaseFact> = {}): Promise<CaseFact> {
  const after = { ...before, version: before.version + 1, ...differing }
  await stage.move(before, after)
  return after
}

async function nowHead(): Promise<Cursor> {
  await allNumbered(stage.database)
  return stage.head()
}

/** Watches, once all that was told has its number, from a number until it has come to the head, and closes. */
async function replayed(
  role: Role,
  heard: readonly string[],
  since: Cursor,
  differing = {},
): Promise<Watcher> {
  await allNumbered(stage.database)
  const watcher = await stage.watcher(anActor({ role, ...differing }), heard, since)
  const { seq } = await nowHead()
  await until('it comes to the head', () => (watcher.cursor?.seq ?? 0) >= seq)
  watcher.close()
  return watcher
}

const reported = () => aCaseFact({ categoryCode: '0202', reporterId })
const toSensitive = { sensitive: true, categoryCode: '0206' } as const

describe('a replay of a case that has become sensitive since', () => {
  const within = (current: CaseFact) => ({ village: current.areaCode, township, county })

  it.each([
    ['countyLeader', 'county'],
    ['supervisor', 'county'],
    ['villageSecretary', 'village'],
    ['countyLeader', 'township'],
  ] as const)('tells %s of its %s by the mask of now, each version', async (role, place) => {
    const since = await nowHead()
    const opened = reported()
    await stage.open(opened)
    const accepted = await moveOn(opened, toSensitive)
    const room = {
      county: rooms.county,
      township: rooms.township(township),
      village: rooms.village(opened.areaCode),
    }

    const watcher = await replayed(role, [room[place]], since, {
      scope: role === 'countyLeader' ? county : within(opened)[place],
    })

    expect(bodies(watcher)).toEqual([maskCase(opened), maskCase(accepted)])
    expect(JSON.stringify(watcher.frames)).not.toContain(opened.gridCode)
    expect(JSON.stringify(watcher.frames)).not.toContain(reporterId)
  })

  it('tells those who have its room open by the mask of now', async () => {
    const since = await nowHead()
    const opened = reported()
    await stage.open(opened)
    const accepted = await moveOn(opened, toSensitive)
    await allNumbered(stage.database)

    const watcher = await replayed('countyLeader', [rooms.case(opened.id)], since)

    expect(bodies(watcher)).toEqual([maskCase(opened), maskCase(accepted)])
  })

  it('tells a wall nothing at all of one that it never showed', async () => {
    const since = await nowHead()
    const opened = reported()
    await stage.open(opened)
    await moveOn(await moveOn(opened, toSensitive))

    const heard = [rooms.county, rooms.township(township), rooms.village(opened.areaCode)]
    const wall = await replayed('wall', heard, since)

    expect(wall.facts).toEqual([])
    expect(JSON.stringify(wall.frames)).not.toContain(opened.id)
  })

  it('takes one that it did show from a wall, in the words of any leaving', async () => {
    const opened = reported()
    await stage.open(opened)
    const since = await nowHead()
    await moveOn(await moveOn(opened), toSensitive)

    const wall = await replayed('wall', [rooms.county], since)

    expect(told(wall).at(-1)).toBe('case.left@3')
    expect(new Set(wall.facts.map(({ name, body }) => `${name} ${fieldsOf(body).join()}`))).toEqual(
      new Set(['case.left id,version']),
    )
  })

  it('tells its named people all of it', async () => {
    const since = await nowHead()
    const opened = reported()
    await stage.open(opened)
    const accepted = await moveOn(opened, toSensitive)

    const reporter = await replayed('gridMember', [rooms.user(reporterId)], since, { accountId: reporterId })

    expect(bodies(reporter)).toEqual([opened, accepted])
  })

  it('from the database tells no more than one from memory', async () => {
    const since = await nowHead()
    const opened = reported()
    await stage.open(opened)
    const accepted = await moveOn(opened, toSensitive)
    await stage.database.pool.query(
      `insert into outbox (name, at, body, told, masked, left_rooms)
         select 'case.opened', now(), jsonb_build_object('id', gen_random_uuid(), 'version', 1), '{elsewhere}', '{}', '{}'
           from generate_series(1, 9500)`,
    )
    await allNumbered(stage.database)

    const leader = await replayed('countyLeader', [rooms.county], since)
    const wall = await replayed('wall', [rooms.county], since)

    expect(bodies(leader)).toEqual([maskCase(opened), maskCase(accepted)])
    expect(wall.facts).toEqual([])
  })
})

describe('a replay of a case that was handed on', () => {
  it('to another unit tells the former one that it left, and none of its old bodies', async () => {
    const since = await nowHead()
    const opened = aCaseFact({ ownerUnitId: unitX })
    await stage.open(opened)
    await moveOn(await moveOn(opened), { ownerUnitId: unitY })

    const x = await replayed('unitHandler', [rooms.unit(unitX)], since, { unitId: unitX })
    const y = await replayed('unitHandler', [rooms.unit(unitY)], since, { unitId: unitY })

    expect(told(x)).toEqual(['case.left@1', 'case.left@2', 'case.left@3'])
    expect(told(y)).toEqual(['case.moved@3'])
  })

  it('to another township tells the former one that it left', async () => {
    const since = await nowHead()
    const opened = aCaseFact()
    await stage.open(opened)
    await moveOn(opened, { areaCode: `${otherTownship}001`, gridCode: `${otherTownship}001001` })

    const duty = await replayed('townshipDuty', [rooms.township(township)], since, { scope: township })

    expect(told(duty)).toEqual(['case.left@1', 'case.left@2'])
  })

  it('and back again is told in full', async () => {
    const since = await nowHead()
    const opened = aCaseFact({ ownerUnitId: unitX })
    await stage.open(opened)
    const away = await moveOn(opened, { ownerUnitId: unitY })
    const back = await moveOn(away, { ownerUnitId: unitX })

    const x = await replayed('unitHandler', [rooms.unit(unitX)], since, { unitId: unitX })

    expect(told(x)).toEqual(['case.opened@1', 'case.left@2', 'case.moved@3'])
    expect(x.facts.at(-1)?.body).toEqual(back)
  })
})

describe('facts of one commit', () => {
  it('are told live by where they lead: masked, left, or not to a wall', async () => {
    const leader = await stage.watcher(anActor({ role: 'countyLeader' }), [rooms.county])
    const x = await stage.watcher(anActor({ role: 'unitHandler', unitId: unitX }), [rooms.unit(unitX)])
    const wall = await stage.watcher(anActor({ role: 'wall' }), [rooms.county])
    const opened = { ...reported(), ownerUnitId: unitX }
    const accepted = { ...opened, version: 2, ownerUnitId: unitY, ...toSensitive }

    await inTx(stage.database, async tx => {
      await stage.tell(tx, opened)
      await stage.tell(tx, accepted, opened)
    })
    await until('all hear of it', () => [leader, x, wall].every(({ facts }) => facts.length === 2))

    expect(bodies(leader)).toEqual([maskCase(opened), maskCase(accepted)])
    expect(told(x)).toEqual(['case.left@1', 'case.left@2'])
    expect(told(wall)).toEqual(['case.left@1', 'case.left@2'])
    for (const one of [leader, x, wall]) one.close()
  })
})
