import { fork, type ChildProcess } from 'node:child_process'
import { programOf } from '../../../platform/programs/index.ts'
import { grewTooLarge, type DecoderAnswer, type DecoderTask } from './messages.ts'

const program = programOf(new URL('decoder.ts', import.meta.url))

/** The longest work on one file. */
const patienceMs = 45_000
/** After so many files, or with so much memory at rest, a decoder is replaced by a fresh one. */
const filesAtMost = 100
const restingB = 256 * 1_024 * 1_024

/** How a decoder came to its end over a file. */
export interface Ended {
  readonly is: 'ended'
  readonly ended: 'grown' | 'slow' | 'broken'
}

const isAnswer = (told: unknown): told is DecoderAnswer => typeof told === 'object' && told !== null

/** A process that opens one file after another; `isSpent` once it must not be given another. */
export class DecoderProcess {
  readonly #child: ChildProcess
  #files = 0
  isSpent = false

  constructor() {
    this.#child = fork(program.path, [], {
      execArgv: [...program.execArgv, '--max-old-space-size=96'],
      // Of our settings it needs none, secrets least of all.
      env: { PATH: process.env['PATH'], UV_THREADPOOL_SIZE: '2', MALLOC_ARENA_MAX: '2' },
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    this.#child.on('error', () => this.end())
    this.#child.on('exit', () => (this.isSpent = true))
  }

  get pid(): number | undefined {
    return this.#child.pid
  }

  end(): void {
    this.isSpent = true
    this.#child.kill('SIGKILL')
  }

  work(task: DecoderTask): Promise<DecoderAnswer | Ended> {
    const child = this.#child
    return new Promise(resolve => {
      const settle = (outcome: DecoderAnswer | Ended) => {
        clearTimeout(timer)
        child.off('message', answered).off('exit', gone)
        resolve(outcome)
      }
      const answered = (told: unknown) => {
        if (!isAnswer(told)) return
        this.#files += 1
        this.isSpent ||= this.#files >= filesAtMost || (told.is === 'taken' && told.restingB > restingB)
        settle(told)
      }
      const gone = (code: number | null) =>
        settle({ is: 'ended', ended: code === grewTooLarge ? 'grown' : 'broken' })
      const timer = setTimeout(() => {
        this.end()
        settle({ is: 'ended', ended: 'slow' })
      }, patienceMs)
      child.on('message', answered).on('exit', gone)
      if (this.isSpent) return gone(null)
      child.send(task, failure => failure && settle({ is: 'ended', ended: 'broken' }))
    })
  }
}
