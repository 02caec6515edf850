import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import fastify, { type FastifyInstance } from 'fastify'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { boundBodies, boundHeaders, serverBounds } from './bounds.ts'
import { hangUp } from './unreadable.ts'

const bounds = { headersTimeout: 300, requestTimeout: 60_000, bodyTimeout: 300 }

let http: FastifyInstance
let port: number
beforeEach(async () => {
  http = fastify({
    serverFactory: (answer): Server => boundHeaders(createServer(serverBounds(bounds), answer)),
    clientErrorHandler: hangUp,
  })
  boundBodies(http, bounds)
  http.post('/api/reports', async () => 'here')
  http.post('/api/refused', {
    onRequest: async (_, reply) => reply.code(401).send('not you'),
    handler: async () => 'here',
  })
  http.patch('/api/uploads/1', async () => 'here')
  port = Number(new URL(await http.listen({ host: '127.0.0.1', port: 0 })).port)
})
afterEach(() => http.close())

/** Sends a part, lets the rest wait, and tells what the server says before it hangs up. */
async function slowly(part: string): Promise<string> {
  const socket = connect({ host: '127.0.0.1', port })
  await once(socket, 'connect')
  socket.write(part)
  return text(socket)
}

const json = 'host: x\r\ncontent-type: application/json\r\n'

it('a connection that says nothing is closed', async () => {
  expect(await slowly('')).toMatch(/^(HTTP\/1\.1 408|$)/)
})

it('headers without end are told that they are too slow', async () => {
  expect(await slowly('GET /api/reports HTTP/1.1\r\nhost: x\r\nx-slow: ')).toContain('request.tooSlow')
})

it('a body that trickles is told so too', async () => {
  expect(await slowly(`POST /api/reports HTTP/1.1\r\n${json}content-length: 100\r\n\r\n{"a"`)).toContain(
    'request.tooSlow',
  )
})

it('a request that came whole is answered', async () => {
  expect(
    await slowly(`POST /api/reports HTTP/1.1\r\n${json}content-length: 2\r\nconnection: close\r\n\r\n{}`),
  ).toContain('200 OK')
})

it('a request within the process that is refused before its body is read ends nothing', async () => {
  const thrown: unknown[] = []
  const note = (cause: unknown) => void thrown.push(cause)
  process.prependListener('uncaughtException', note)

  const answer = await http.inject({ method: 'POST', url: '/api/refused', payload: { a: 1 } })
  await wait(2 * bounds.bodyTimeout)

  process.removeListener('uncaughtException', note)
  expect([answer.statusCode, thrown]).toEqual([401, []])
})
