import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, brotliDecompressSync, gzipSync } from 'node:zlib'
import compress from '@fastify/compress'
import Fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { servePages } from './pages.ts'

const document = `<!doctype html><script type="module" crossorigin src="/assets/main-1.js"></script>${' '.repeat(3_000)}`
const script = `export const words = '${'综治中心'.repeat(1_000)}'`
/** Packed by whoever built it: told apart from what the server would pack by itself. */
const packed = brotliCompressSync(`${script}// built`)

let folder: string
let http: FastifyInstance
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shuniu-pages-'))
  await mkdir(join(folder, 'assets'))
  await writeFile(join(folder, 'index.html'), document)
  await writeFile(join(folder, 'index.html.br'), brotliCompressSync(document))
  await writeFile(join(folder, 'assets/main-1.js'), script)
  await writeFile(join(folder, 'assets/main-1.js.br'), packed)
  await writeFile(join(folder, 'assets/main-1.js.gz'), gzipSync(script))
  http = Fastify()
  await http.register(compress, { encodings: ['br', 'gzip'], threshold: 2_048 })
  await servePages(http, folder)
})
afterAll(async () => {
  await http.close()
  await rm(folder, { recursive: true, force: true })
})

const asked = (url: string, accepted: string) =>
  http.inject({ url, headers: { 'accept-encoding': accepted } })

it('sends what the build has packed, as it is, for ever', async () => {
  const { statusCode, headers, rawPayload } = await asked('/assets/main-1.js', 'gzip, deflate, br')

  expect([statusCode, headers['content-encoding']]).toEqual([200, 'br'])
  expect(rawPayload).toEqual(packed)
  expect(headers['content-type']).toMatch(/javascript/)
  expect(headers['cache-control']).toMatch(/immutable/)
})

it('sends each browser what it can unpack', async () => {
  const [gzipped, plain] = [
    await asked('/assets/main-1.js', 'gzip'),
    await asked('/assets/main-1.js', 'identity'),
  ]

  expect(gzipped.headers['content-encoding']).toBe('gzip')
  expect([plain.headers['content-encoding'], plain.body]).toEqual([undefined, script])
})

it('sends the document packed, and asks for it anew each time', async () => {
  const { headers, rawPayload } = await asked('/desk/cases/1', 'br')

  expect([headers['content-encoding'], headers['cache-control']]).toEqual(['br', 'no-cache'])
  expect(headers['content-type']).toMatch(/text\/html/)
  expect(brotliDecompressSync(rawPayload).toString()).toBe(document)
})

it('tells nobody of the packed files by their own names as of pages', async () => {
  expect((await asked('/desk.br', 'br')).statusCode).toBe(404)
})
