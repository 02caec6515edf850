import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { isMainThread } from 'node:worker_threads'
import { setTimeout as wait } from 'node:timers/promises'

const keeper = fileURLToPath(new URL('./cluster.keeper.ts', import.meta.url))
const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
const patienceMs = 90_000

/** The process whose end is the end of the run: a worker's parent, or ourselves in a worker thread. */
const runPid = isMainThread ? process.ppid : process.pid
const folder = join(tmpdir(), `shuniu-tests-${process.getuid?.() ?? 'me'}-${runPid}`)

/**
 * The server of this run: `TEST_DATABASE_URL`, or one embedded cluster that all workers share. The first worker that
 * asks has it started by a keeper, a process that stops it when the run has ended in whatever way.
 */
export async function clusterUrl(): Promise<string> {
  const given = process.env['TEST_DATABASE_URL']
  if (given) return given
  const answerFile = join(folder, 'url')
  if (isFirst()) startKeeper(answerFile)
  const latest = Date.now() + patienceMs
  while (!existsSync(answerFile)) {
    if (Date.now() > latest) throw new Error(`no database for the tests; see ${folder}`)
    await wait(20)
  }
  const answer = readFileSync(answerFile, 'utf8')
  if (answer.startsWith('postgres://')) return answer
  throw new Error(`no database for the tests: ${answer}`)
}

function isFirst(): boolean {
  try {
    mkdirSync(folder, { mode: 0o711 })
    return true
  } catch {
    return leftBehind() // Another worker of this run was faster, or an old run of the same number left it.
  }
}

function leftBehind(): boolean {
  const keeperFile = join(folder, 'keeper')
  if (!existsSync(keeperFile)) return false
  try {
    process.kill(Number(readFileSync(keeperFile, 'utf8')), 0)
    return false
  } catch {
    rmSync(folder, { recursive: true, force: true })
    return isFirst()
  }
}

function startKeeper(answerFile: string): void {
  const child = spawn(process.execPath, ['--import', tsx, keeper, String(runPid), answerFile], {
    cwd: resolve(keeper, '../../..'),
    detached: true,
    stdio: 'ignore',
  })
  child.unref()
}
