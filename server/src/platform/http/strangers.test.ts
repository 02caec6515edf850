import fastify, { type FastifyInstance } from 'fastify'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { arrivalsOf } from './arrival.ts'
import { noteMethods } from './methods.ts'
import { RefusedAtEdge } from './refused.ts'
import { limitStrangers } from './strangers.ts'

let http: FastifyInstance
beforeEach(async () => {
  http = fastify()
  const methodsOf = noteMethods(http)
  const arrivalOf = arrivalsOf({ publicUrl: undefined, tls: undefined, trustProxy: undefined })
  await limitStrangers(http, { arrivalOf, methodsOf }, { max: 5, windowMs: 5_000_000, networks: 3 })
  http.setErrorHandler((error, _, reply) => reply.code(error instanceof RefusedAtEdge ? 429 : 500).send())
  for (const path of ['/login', '/api/site', '/api/health/live']) http.get(path, async () => 'here')
  http.post('/api/session', async () => 'here')
})
afterEach(() => http.close())

const ask = async (url: string, more: { method?: 'GET' | 'POST'; address?: string; cookie?: string } = {}) =>
  (
    await http.inject({
      method: more.method ?? 'GET',
      url,
      remoteAddress: more.address ?? '10.0.0.1',
      headers: more.cookie === undefined ? {} : { cookie: more.cookie },
    })
  ).statusCode

async function exhaust(address = '10.0.0.1') {
  for (let n = 0; n < 5; n += 1) await ask(`/nothing/${n}`, { address })
}

it('addresses that are not there, and what needs no session, are asked for only so often', async () => {
  await exhaust()

  expect([await ask('/nothing/6'), await ask('/api/site'), await ask('/api/nothing')]).toEqual([
    429, 429, 429,
  ])
})

it('other networks, pages and their parts, signing in, health and whoever has a session go on', async () => {
  await exhaust()

  expect(await ask('/nothing/6', { address: '10.0.0.2' })).toBe(404)
  expect(await ask('/login')).toBe(200)
  expect(await ask('/assets/main.js')).toBe(404)
  expect(await ask('/api/session', { method: 'POST' })).toBe(200)
  expect(await ask('/api/health/live')).toBe(200)
  expect(await ask('/api/site', { cookie: 'shuniu_session=x' })).toBe(200)
  expect(await ask('/api/site', { cookie: '__Host-shuniu_session=x' })).toBe(200)
})

it('addresses of one network of IPv6 are one caller', async () => {
  for (let n = 0; n < 5; n += 1) await ask('/nothing', { address: `2001:db8::${n}` })

  expect(await ask('/nothing', { address: '2001:db8::ffff' })).toBe(429)
})

it('so many networks are remembered and no more', async () => {
  await exhaust('10.0.0.1')
  for (let n = 2; n < 5; n += 1) await exhaust(`10.0.0.${n}`)

  expect(await ask('/nothing', { address: '10.0.0.1' })).toBe(404)
  expect(await ask('/nothing', { address: '10.0.0.4' })).toBe(429)
})
