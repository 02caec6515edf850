import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { makeReport } from '@shuniu/shared/reports'
import { v7 } from 'uuid'
import { ServerProcess } from '../builders/server.ts'
import { say, sized } from '../builders/size.ts'
import { Staff } from '../drills/staff.ts'
import { postmasterOf, query, until } from './running.ts'
import { weather } from './weather.ts'

let server: ServerProcess
beforeAll(async () => void (server = await ServerProcess.start()))
afterAll(() => server.stop())
afterEach(async () => {
  if (!server.isRunning) await server.start()
})

const between = (least: number, most: number) => least + Math.random() * (most - least)

describe('a storm of reports', () => {
  const kills = sized(10, 3)
  it(`in which the server is killed ${kills} times, whenever it happens, loses and doubles nothing`, async () => {
    const orphans = new Set<number>()

    const { verdict, reports, resnapshots } = await weather({ server }, async () => {
      for (let n = 0; n < kills; n += 1) {
        await wait(between(500, 4_000))
        await server.crash()
        orphans.add(await postmasterOf(server.dataDir))
        await server.start()
      }
    })

    expect(verdict.examples).toEqual([])
    expect(verdict.isClean).toBe(true)
    expect(resnapshots).toBe(0)
    expect(reports).toBeGreaterThan(kills * 10)
    // Its database was never stopped: each new server took over the orphan of the last.
    expect([...orphans]).toEqual([await postmasterOf(server.dataDir)])
  })

  it('in which the database is killed and stopped is told 503 and goes on without a restart', async () => {
    const { pid } = server
    const staff = await Staff.read(server.url, server.dataDir)
    const member = await staff.get(staff.named('gridMember')[0] ?? '')
    const codes = new Set<string>()
    let isWatching = true
    const probe = async () => {
      while (isWatching) {
        const body = { categoryCode: '0101', occurredAt: new Date().toISOString(), text: '试报' }
        const answer = await member.call(makeReport, {
          body: { id: v7(), ...body, areaCode: member.session.scope },
        })
        codes.add(answer.ok ? 'taken' : `${answer.status} ${answer.code}`)
        await wait(50)
      }
    }
    const probing = probe()

    const { verdict } = await weather({ server }, async () => {
      for (const signal of ['SIGKILL', 'SIGINT', 'SIGQUIT'] as const) {
        const postmaster = await postmasterOf(server.dataDir)
        process.kill(postmaster, signal)
        await until(async () => (await postmasterOf(server.dataDir)) !== postmaster)
        await server.untilReady()
        await wait(between(1_000, 3_000))
      }
    })
    isWatching = false
    await probing
    say(`  answers to a steady reporter: ${[...codes].join(', ')}`)

    expect(verdict.examples).toEqual([])
    expect(verdict.isClean).toBe(true)
    expect(server.pid).toBe(pid)
    expect(server.isRunning).toBe(true)
    expect(codes).toEqual(new Set(['taken', '503 platform.unavailable']))
  })

  it('in which connections to the database and lines to the consoles break all the time loses nothing', async () => {
    const rounds = sized(30, 10)

    const { verdict, reconnects } = await weather({ server }, async consoles => {
      for (let n = 0; n < rounds; n += 1) {
        await query(
          server.databaseUrl,
          `select pg_terminate_backend(pid) from pg_stat_activity
            where application_name like 'shuniu %' and application_name not like 'shuniu guard%' and random() < 0.3`,
        )
        for (const one of consoles) if (Math.random() < 0.1) one.cut()
        await wait(1_000)
      }
    })

    expect(verdict.examples).toEqual([])
    expect(verdict.isClean).toBe(true)
    expect(reconnects).toBeGreaterThan(rounds)
  })
})

describe('a second server', () => {
  it('on the same data folder is refused with the number of the first, which goes on', async () => {
    const second = await ServerProcess.start({ dataDir: server.dataDir }).catch((cause: unknown) => cause)

    expect(String(second)).toContain(`process ${server.pid}`)
    expect((await fetch(`${server.url}/api/health/ready`)).status).toBe(200)
  })
})
