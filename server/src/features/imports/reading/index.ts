import { fork } from 'node:child_process'
import type { ReadFailure } from '@shuniu/shared/imports'
import { Limit } from '../../../platform/limit/index.ts'
import { programOf } from '../../../platform/programs/index.ts'
import { grewTooBig, type ReaderTask, type ReaderTold } from './messages.ts'

export type { ReadSheet, SheetRow } from './messages.ts'

const program = programOf(new URL('reader.ts', import.meta.url))

/** The longest that a file may take. */
const patienceMs = 240_000
/** One at a time: what people wait for has the other core. */
const limit = new Limit(1)

type FileTold = Extract<ReaderTold, { is: 'rows' | 'sheet' }>

/**
 * Reads a file in a process beside the server, and takes what it holds in order, as fast as `take` can. Answers why the
 * file cannot be read; undefined when it was read whole.
 */
export const readBeside = (
  file: ReaderTask,
  take: (told: FileTold) => Promise<void>,
): Promise<ReadFailure | undefined> => limit.run(() => reading(file, take))

const isTold = (told: unknown): told is ReaderTold =>
  typeof told === 'object' && told !== null && 'is' in told

function reading(
  file: ReaderTask,
  take: (told: FileTold) => Promise<void>,
): Promise<ReadFailure | undefined> {
  const child = fork(program.path, [], {
    execArgv: [...program.execArgv, '--max-old-space-size=640'],
    // Of our settings it needs none, secrets least of all.
    env: { PATH: process.env['PATH'] },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    serialization: 'advanced',
  })
  let taking = Promise.resolve()
  const read = new Promise<ReadFailure | undefined>((resolve, reject) => {
    const timer = setTimeout(() => resolve('file.slow'), patienceMs)
    child.on('error', reject)
    child.on('exit', code => {
      clearTimeout(timer)
      resolve(code === grewTooBig ? 'file.bomb' : 'file.broken')
    })
    child.on('message', (told: unknown) => {
      if (!isTold(told)) return
      if (told.is === 'refused') return resolve(told.code)
      taking = taking.then(async () => {
        if (told.is === 'end') return resolve(undefined)
        await take(told)
        if (told.is === 'rows' && child.connected) child.send('on')
      })
      taking.catch(reject)
    })
    child.send(file)
  })
  return read.finally(() => child.kill('SIGKILL'))
}
