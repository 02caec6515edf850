import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * A Redis passes on what is published and tells no time, so its clock is never moved: begun under a moved one it may hang
 * in its own allocator before its first word.
 */
const env = { ...process.env, LD_PRELOAD: undefined }

/** Whether this machine can start a Redis of our own. */
export const canStartRedis = spawnSync('redis-server', ['--version'], { env }).status === 0

/** Whether tests between processes can run at all: on the Redis that is named, or on one of our own. */
export const hasRedis = process.env['TEST_REDIS_URL'] !== undefined || canStartRedis

export interface Redis {
  readonly url: string
  /** Ends it without a word, as a crash would. */
  kill(): Promise<void>
  /** On the same port, with nothing in it. */
  startAgain(): Promise<void>
  drop(): Promise<void>
}

export function freePort(): Promise<number> {
  const server = createServer()
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => {
        if (typeof address === 'object' && address) resolve(address.port)
        else reject(new Error('no port was given'))
      })
    })
  })
}

async function launch(port: number, folder: string): Promise<ChildProcess> {
  const words = ['--bind', '127.0.0.1', '--port', String(port), '--dir', folder, '--save', '']
  const child = spawn('redis-server', words, { env, stdio: ['ignore', 'pipe', 'ignore'] })
  let said = ''
  for await (const text of child.stdout) {
    said += String(text)
    if (said.includes('Ready to accept connections')) break
  }
  if (child.exitCode !== null) throw new Error(`Redis did not start: ${said}`)
  return child
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const closed = once(child, 'exit')
  child.kill('SIGKILL')
  await closed
}

/** A Redis of our own, in memory, on loopback. */
export async function startRedis(): Promise<Redis> {
  const folder = mkdtempSync(join(tmpdir(), 'shuniu-redis-'))
  const port = await freePort()
  let child = await launch(port, folder)
  return {
    url: `redis://127.0.0.1:${port}`,
    kill: () => end(child),
    async startAgain() {
      await end(child)
      child = await launch(port, folder)
    },
    async drop() {
      await end(child)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The Redis named in the environment, or one of our own. */
export async function someRedis(): Promise<Pick<Redis, 'url' | 'drop'>> {
  const named = process.env['TEST_REDIS_URL']
  return named === undefined ? startRedis() : { url: named, drop: async () => undefined }
}
