import { setPriority } from 'node:os'
import { gathering } from './sink.ts'
import { grewTooBig, type ReaderTask, type ReaderTold } from './messages.ts'
import { readOutlines, readTable } from './readFile.ts'
import { WrongFile } from './wrongFile.ts'

/**
 * A process of its own that reads one file and ends: what takes all memory, all time or breaks the library that reads it
 * harms nobody.
 */

const maxMemoryB = 900 * 1_024 * 1_024
const lookEveryMs = 50

const send = (told: ReaderTold): void => void process.send?.(told)

/** Tells, and waits until rows have been taken. */
const tell = (told: ReaderTold): Promise<void> =>
  new Promise(resolve => {
    if (told.is === 'rows') process.once('message', () => resolve())
    send(told)
    if (told.is !== 'rows') resolve()
  })

async function read({ path, of }: ReaderTask): Promise<ReaderTold> {
  try {
    if (of === 'outline') await readOutlines(path, gathering(tell))
    else await readTable(path, gathering(tell))
    return { is: 'end' }
  } catch (cause) {
    return { is: 'refused', code: cause instanceof WrongFile ? cause.code : 'file.broken' }
  }
}

setInterval(() => {
  if (process.memoryUsage.rss() > maxMemoryB) process.exit(grewTooBig)
}, lookEveryMs).unref()

process.on('disconnect', () => process.exit())
process.once('message', (task: ReaderTask) => {
  void read(task).then(send)
})
setPriority(5)
