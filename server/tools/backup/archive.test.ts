import { randomBytes } from 'node:crypto'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { archiveTo, entriesOf, type Heading } from './archive.ts'
import { SealedReader, SealedWriter } from './sealing.ts'

const passphrase = 'correct horse battery'
let folder: string
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'shuniu-archive-'))))
afterAll(() => rm(folder, { recursive: true, force: true }))

const table = (name: string): Heading => ({ is: 'table', name, columns: ['id'] })
const file = (path: string): Heading => ({ is: 'file', path })
const chunkB = 1_048_576

it.each([
  ['less than a chunk', [0, 1, 1_000]],
  ['a chunk and the bytes about it', [chunkB - 100, chunkB, chunkB + 1, 2 * chunkB]],
  ['many chunks', [10 * chunkB + 7, 0, 5 * chunkB]],
] as const)('entries of %s come back as they were, packed and not', { timeout: 60_000 }, async (_, sizes) => {
  const path = join(folder, sizes.join('-'))
  const entries = sizes.flatMap((sizeB, n): [Heading, Buffer][] => [
    [table(`t${n}`), randomBytes(sizeB)],
    [{ is: 'sequence', name: `s${n}`, last: '1', isCalled: true }, Buffer.alloc(0)],
    [file(`f${n}`), randomBytes(sizeB)],
  ])
  const written = await open(path, 'wx')
  const archive = archiveTo(await SealedWriter.begin(written, passphrase), () => undefined)
  for (const [heading, bytes] of entries) {
    await archive.add(
      heading,
      heading.is === 'sequence' ? undefined : Readable.from(bytes, { objectMode: false }),
    )
  }
  await archive.end()
  await written.close()

  const read = await open(path)
  const found: [Heading, Buffer][] = []
  for await (const { heading, bytes } of entriesOf(await SealedReader.begin(read, passphrase))) {
    found.push([heading, heading.is === 'sequence' ? Buffer.alloc(0) : await buffer(bytes())])
  }
  await read.close()

  expect(found.map(([heading]) => heading)).toEqual(entries.map(([heading]) => heading))
  expect(found.map(([, bytes], n) => bytes.equals(entries[n]?.[1] ?? Buffer.alloc(1)))).not.toContain(false)
})
