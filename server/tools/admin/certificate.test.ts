import { X509Certificate } from 'node:crypto'
import { createServer, request } from 'node:https'
import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import { isHost, newAuthority, newServer, type Certified } from './certificate.ts'

const now = new Date()
const authority = await newAuthority(now)
const root = new X509Certificate(authority.certificate)
const hosts = ['shuniu.county.example', '10.1.2.3', '127.0.0.1', 'fd00::1:2'] as const
const server = await newServer(authority, [...hosts], now)
const leaf = new X509Certificate(server.certificate)

/** What a phone that trusts `ca` and calls the server by `host` gets, or why it hangs up. */
async function called(by: Certified, host: string, ca: string): Promise<string> {
  const listening = createServer({ cert: by.certificate, key: by.key }, (_, reply) => reply.end('枢纽'))
  listening.listen(0, '127.0.0.1')
  await once(listening, 'listening')
  const address = listening.address()
  const port = typeof address === 'object' ? address?.port : undefined
  try {
    return await new Promise((resolve, reject) => {
      const lookedUp = { host: '127.0.0.1', port, ca, servername: host === '127.0.0.1' ? '' : host }
      const asked = request({ ...lookedUp, agent: false }, reply =>
        reply.on('data', part => resolve(String(part))),
      )
      asked.on('error', reject)
      asked.end()
    })
  } finally {
    listening.close()
  }
}

describe('the private authority', () => {
  it('is one, and signed by itself', () => {
    expect(root.ca).toBe(true)
    expect(root.checkIssued(root)).toBe(true)
    expect(root.verify(root.publicKey)).toBe(true)
    expect(root.subject).toContain('枢纽')
  })
})

describe('a server’s certificate', () => {
  it('is the authority’s word', () => {
    expect(leaf.ca).toBe(false)
    expect(leaf.checkIssued(root)).toBe(true)
    expect(leaf.verify(root.publicKey)).toBe(true)
    expect(leaf.serialNumber).not.toBe(root.serialNumber)
  })

  it('names every name and address it is called by, and no other', () => {
    expect(leaf.checkHost('shuniu.county.example')).toBe('shuniu.county.example')
    expect(leaf.checkIP('10.1.2.3')).toBe('10.1.2.3')
    expect(leaf.checkIP('fd00::1:2')).toBe('fd00::1:2')
    expect(leaf.checkHost('other.example')).toBeUndefined()
    expect(leaf.checkIP('10.1.2.4')).toBeUndefined()
  })

  it('lives no longer than phones allow, and holds for clocks that are a day behind', () => {
    const [from, to] = [Date.parse(leaf.validFrom), Date.parse(leaf.validTo)]

    expect((to - from) / 86_400_000).toBeLessThanOrEqual(825)
    expect(from).toBeLessThan(now.getTime() - 86_000_000)
  })

  it.each(['127.0.0.1', 'shuniu.county.example'])(
    'opens https at %s to whoever trusts the authority',
    async host => {
      expect(await called(server, host, authority.certificate)).toBe('枢纽')
    },
  )

  it('opens nothing to whoever trusts another authority, or calls by another name', async () => {
    const other = await newAuthority(now)

    await expect(called(server, '127.0.0.1', other.certificate)).rejects.toThrow(/certificate/)
    await expect(called(server, 'other.example', authority.certificate)).rejects.toThrow(/altnames/)
  })
})

it.each([
  ['shuniu', true],
  ['10.0.0.1', true],
  ['::1', true],
  ['a.b-c.example', true],
  ['', false],
  ['-x', false],
  ['a b', false],
  ['http://x', false],
  ['a..b', false],
  ['枢纽', false],
])('%j as a host: %s', (text, is) => {
  expect(isHost(text)).toBe(is)
})
