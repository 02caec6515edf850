import { once } from 'node:events'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { closed } from '@shuniu/shared/kernel'
import { Type } from 'typebox'
import { Value } from 'typebox/value'
import type { ServerProcess } from './server.ts'

const Told = closed({ heapUsed: Type.Number(), external: Type.Number(), rss: Type.Number() })

/** For a server whose memory is to be measured. */
export const measurable = [
  '--expose-gc',
  '--import',
  pathToFileURL(join(import.meta.dirname, 'memory.preload.mjs')).href,
]

const megabyte = 1_048_576
const inMb = (bytes: number) => Math.round((bytes / megabyte) * 10) / 10

/** What a server holds after a collection, in megabytes: objects and buffers, and what the system has given it. */
export interface HeldMemory {
  readonly heldMb: number
  readonly rssMb: number
}

export async function memoryOf({ child }: ServerProcess): Promise<HeldMemory> {
  const answer = once(child, 'message')
  child.send('measure')
  const [told]: unknown[] = await answer
  const { heapUsed, external, rss } = Value.Parse(Told, told)
  return { heldMb: inMb(heapUsed + external), rssMb: inMb(rss) }
}
