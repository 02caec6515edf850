import fastify, { type FastifyInstance } from 'fastify'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { shedLoad } from './load.ts'

/** In milliseconds; a server's own are several times as long. */
const limits = { maxEventLoopDelay: 900, sampleInterval: 1_500 }

let http: FastifyInstance
beforeEach(async () => {
  http = fastify()
  await shedLoad(http, limits)
  http.get('/api/cases', async () => 'here')
  http.get('/api/health/live', async () => 'here')
})
afterEach(() => http.close())

/** Nothing else of this process goes on meanwhile. */
const hold = (ms: number) => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)

const statuses = async (url: string) => {
  const answers = await Promise.all(['/api/cases', '/api/health/live'].map(path => fetch(`${url}${path}`)))
  return answers.map(({ status }) => status)
}

it('whatever held the loop before anybody was served, the first are served', async () => {
  hold(1_650)
  const url = await http.listen({ host: '127.0.0.1', port: 0 })
  await wait(20)

  expect(await statuses(url)).toEqual([200, 200])
})

it('a loop that is far behind takes no calls but for its health; one that stood still once does', async () => {
  const url = await http.listen({ host: '127.0.0.1', port: 0 })
  await wait(1_850)

  hold(1_000)
  await wait(0)
  expect(await statuses(url)).toEqual([200, 200])
  let told: number[] = []
  for (let held = 0; held < 5 && told[0] !== 500; held += 1) {
    hold(1_650)
    await wait(0)
    told = await statuses(url)
  }

  expect(told).toEqual([500, 200])
}, 60_000)
