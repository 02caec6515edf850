import { changeAccountPost, disableAccount, listAccounts, rooms } from '@shuniu/shared/identity'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import { townshipCode } from '../builders/county.ts'
import { peopleOf, type People } from '../builders/people.ts'
import { aWatcher, until } from '../builders/watcher.ts'

let running: RunningApp
let as: People
beforeAll(async () => {
  running = await startApp()
  as = peopleOf(running)
})
afterAll(() => running.drop())

const soonMs = 1_000

async function seenAs(account: string) {
  const answer = await (await as('county.security')).call(listAccounts, { query: { q: account } })
  const found = answer.body.items.find(one => one.account === account)
  if (!found) throw new Error(`no account ${account}`)
  return found
}

const watching = async (account: string) =>
  aWatcher({
    url: running.url,
    cookie: (await as(account)).cookie,
    rooms: [rooms.township(townshipCode(1))],
  })

describe('whoever leaves', () => {
  it('hears nothing more within a second of being disabled by the security administrator', async () => {
    const [watcher, colleague] = [await watching('t1.duty'), await watching('t1.director')]
    const { id, version } = await seenAs('t1.duty')

    const body = { id: v7(), version, reason: '离岗' }
    const gone = await (await as('county.security')).call(disableAccount, { params: { id }, body })
    await until('the leaver is cut off', () => !watcher.isConnected, soonMs)

    expect(gone.status).toBe(200)
    expect(watcher.ends).toEqual(['session.none'])
    expect(colleague.isConnected).toBe(true)
    colleague.close()
  })

  it('is cut off likewise by another post', async () => {
    const watcher = await watching('t1.dispatcher')
    const { id, version, name, unitId } = await seenAs('t1.dispatcher')

    const post = { name, role: 'townshipDuty', scope: townshipCode(1), unitId } as const
    const body = { id: v7(), version, reason: '调岗', ...post }
    await (await as('t1.security')).call(changeAccountPost, { params: { id }, body })
    await until('the former rights end', () => !watcher.isConnected, soonMs)

    expect(watcher.ends).toEqual(['session.none'])
  })
})
