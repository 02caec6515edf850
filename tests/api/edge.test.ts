import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import type { Browser } from '../builders/browser.ts'
import { testClock } from '../builders/clock.ts'
import { aReport } from '../builders/report.ts'

let running: RunningApp
let member: Browser

beforeAll(async () => {
  running = await startApp({ clock: testClock() })
  member = await running.signIn('t1v1g1')
})
afterAll(() => running.drop())

/** Writes to the server's socket what no well-behaved program would, and reads what it says before it hangs up. */
async function raw(request: string): Promise<{ status: number; head: string; body: string }> {
  const { hostname, port } = new URL(running.url)
  const socket = connect({ host: hostname, port: Number(port) })
  socket.write(request)
  const whole = await text(socket)
  const [head = '', body = ''] = whole.split('\r\n\r\n', 2)
  return { status: Number(head.split(' ')[1]), head, body }
}

const told = ({ status, code }: { status: number; code: string | undefined }) => [status, code]
const codeIn = (body: string): unknown => JSON.parse(body).code

describe('the edge refuses', () => {
  it('a text of a megabyte', async () => {
    const answer = await member.post('/api/reports', aReport({ text: '长'.repeat(350_000) }))

    expect(told(answer)).toEqual([413, 'request.tooLarge'])
  })

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/xml',
    'nonsense',
  ])('a body that is %s', async type => {
    const body = JSON.stringify(aReport())

    const answer = await member.send('POST', '/api/reports', { body, headers: { 'content-type': type } })

    expect(told(answer)).toEqual([415, 'request.unsupported'])
  })

  it.each([
    ['broken off', '{"id":"'],
    ['empty', ''],
    ['no JSON', 'hello'],
    ['of two values', '{}{}'],
    ['with NaN', '{"position":{"lon":NaN,"lat":1}}'],
    ['with a trailing comma', '{"id":1,}'],
  ])('a body %s', async (_, body) => {
    expect(told(await member.send('POST', '/api/reports', { body }))).toEqual([400, 'request.malformed'])
  })

  it.each([
    ['__proto__', '{"__proto__":{"isAdmin":true}}'],
    ['a constructor', '{"constructor":{"prototype":{"isAdmin":true}}}'],
    ['__proto__ within', '{"position":{"__proto__":{"isAdmin":true}}}'],
    ['__proto__ by an escape', String.raw`{"\u005f_proto__":{"isAdmin":true}}`],
  ])('keys that would change every object: %s', async (_, body) => {
    const answer = await member.send('POST', '/api/reports', { body })

    expect(told(answer)).toEqual([400, 'request.malformed'])
    expect(Object.hasOwn(Object.prototype, 'isAdmin')).toBe(false)
  })

  it.each([
    ['lists', '['.repeat(30_000) + ']'.repeat(30_000)],
    ['objects', `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`],
  ])('a body of %s in one another without end', async (_, body) => {
    expect(told(await member.send('POST', '/api/reports', { body }))).toEqual([400, 'request.malformed'])
  })

  it('a number too large to be one', async () => {
    const body = JSON.stringify(aReport()).replace(/"lon":[\d.]+/, '"lon":1e999')

    expect(told(await member.send('POST', '/api/reports', { body }))).toEqual([400, 'request.malformed'])
  })

  it.each(['PUT', 'PATCH', 'DELETE'])('%s where only GET and POST are known', async method => {
    const answer = await member.send(method, '/api/cases')

    expect(told(answer)).toEqual([405, 'request.wrongMethod'])
    expect(answer.headers.get('allow')).toContain('GET')
  })

  it.each(['PROPFIND', 'TRACE', 'LOCK'])('the method %s', async method => {
    const answer = await raw(`${method} /api/cases HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`)

    expect([answer.status, codeIn(answer.body)]).toEqual([405, 'request.wrongMethod'])
  })

  it('a method that HTTP does not have', async () => {
    const answer = await raw('HELLO /api/cases HTTP/1.1\r\nhost: x\r\n\r\n')

    expect([answer.status, codeIn(answer.body)]).toEqual([400, 'request.malformed'])
  })

  it('what is no HTTP at all', async () => {
    const answer = await raw('\u0016\u0003\u0001 hello?\r\n\r\n')

    expect([answer.status, codeIn(answer.body)]).toEqual([400, 'request.malformed'])
  })

  it('headers of a megabyte', async () => {
    const answer = await raw(`GET /api/cases HTTP/1.1\r\nhost: x\r\nx-long: ${'a'.repeat(1_000_000)}\r\n\r\n`)

    expect([answer.status, codeIn(answer.body)]).toEqual([431, 'request.headersTooLarge'])
  })

  it('an address that is not ours', async () => {
    for (const path of ['/api/nothing', '/api/', '/api/cases/a/b/c', '/server/package.json', '/.env']) {
      expect(told(await member.get(path))).toEqual([404, 'request.notFound'])
    }
  })

  it.each(['/api/cases/%zz', '/api/cases/%', '/api/cases/%C0%AF'])(
    'an address that cannot be read: %s',
    async path => {
      expect(told(await member.get(path))).toEqual([400, 'request.malformed'])
    },
  )

  it.each(['/../../package.json', '/assets/..%2f..%2fpackage.json', '/wall/..%2f..%2f.env'])(
    'to leave its folder: %s',
    async path => {
      const answer = await raw(`GET ${path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`)

      expect(answer.body).not.toContain('shuniu"')
      expect([400, 403, 404, 503]).toContain(answer.status)
    },
  )

  it('an id in an address that is far too long', async () => {
    expect(told(await member.get(`/api/cases/${'a'.repeat(5_000)}`))).toEqual([400, 'request.malformed'])
  })
})

describe('a refusal of the edge', () => {
  it('is problem details with the request’s id, and nothing of the cause', async () => {
    const answer = await member.post('/api/reports', { id: v7() })

    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/)
    expect(answer.body).toMatchObject({
      type: '/api/docs#request.malformed',
      status: 400,
      code: 'request.malformed',
      requestId: answer.headers.get('x-request-id'),
    })
    expect(JSON.stringify(answer.body)).not.toMatch(/node_modules|\.ts:|at \w+ \(/)
  })
})
