import { writeFile } from 'node:fs/promises'
import { setPriority } from 'node:os'
import { grant, type Result } from '@shuniu/shared/kernel'
import type { FileKind } from '../kinds.ts'
import { grewTooLarge, type Answer, type Task } from './messages.ts'
import { cleanMedia } from './cleaning.ts'
import { rewritePhoto } from './photo.ts'

/**
 * A process of its own that opens what strangers sent, one file after another: its memory is bounded and given back
 * when it ends, and whatever breaks it breaks nothing else.
 */

const maxMemoryB = 640 * 1_024 * 1_024
const lookEveryMs = 20

const jpeg: FileKind = { kind: 'photo', mediaType: 'image/jpeg' }

async function done(task: Task): Promise<Result<FileKind>> {
  if (task.name === 'cleanMedia') return cleanMedia(task.from, task.found)
  const written = await rewritePhoto(task.from, task.to)
  return written.ok ? grant(jpeg) : written
}

async function answerTo(task: Task): Promise<Answer> {
  try {
    return { result: await done(task), restingB: process.memoryUsage.rss() }
  } catch (cause) {
    const isCoded = cause instanceof Error && 'code' in cause && typeof cause.code === 'string'
    return { fault: String(cause), code: isCoded ? String(cause.code) : undefined }
  }
}

/** The picture is worked on by threads beside this one, which is free to look. */
setInterval(() => {
  if (process.memoryUsage.rss() > maxMemoryB) process.exit(grewTooLarge)
}, lookEveryMs)

process.on('disconnect', () => process.exit())
process.on('message', (task: Task) => {
  void answerTo(task).then(answer => process.send?.(answer))
})

// People who wait for an answer come first, and where memory runs out this process is the one to go.
setPriority(10)
writeFile('/proc/self/oom_score_adj', '1000').then(
  () => process.send?.('ready'),
  () => process.send?.('ready'),
)
