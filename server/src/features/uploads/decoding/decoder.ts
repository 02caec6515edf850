import { writeFile } from 'node:fs/promises'
import { setPriority } from 'node:os'
import type { FileKind } from '../kinds.ts'
import { grewTooLarge, type DecoderAnswer, type DecoderTask } from './messages.ts'
import { cleanMedia } from './cleaning/index.ts'
import { rewritePhoto } from './photo.ts'
import { WrongContent } from './wrongContent.ts'

/**
 * A process of its own that opens what strangers sent, one file after another: its memory is bounded and given back
 * when it ends, and whatever breaks it breaks nothing else.
 */

const maxMemoryB = 640 * 1_024 * 1_024
const lookEveryMs = 20

const jpeg: FileKind = { kind: 'photo', mediaType: 'image/jpeg' }

async function kindAfter(task: DecoderTask): Promise<FileKind> {
  if (task.name === 'cleanMedia') return cleanMedia(task.from, task.found)
  await rewritePhoto(task.from, task.to)
  return jpeg
}

async function answerTo(task: DecoderTask): Promise<DecoderAnswer> {
  try {
    return { is: 'taken', kind: await kindAfter(task), restingB: process.memoryUsage.rss() }
  } catch (cause) {
    if (cause instanceof WrongContent) return { is: 'refused', code: cause.code, detail: cause.detail }
    const isCoded = cause instanceof Error && 'code' in cause && typeof cause.code === 'string'
    return { is: 'fault', message: String(cause), code: isCoded ? String(cause.code) : undefined }
  }
}

/** The picture is worked on by threads beside this one, which is free to look. */
setInterval(() => {
  if (process.memoryUsage.rss() > maxMemoryB) process.exit(grewTooLarge)
}, lookEveryMs)

process.on('disconnect', () => process.exit())
process.on('message', (task: DecoderTask) => {
  void answerTo(task).then(answer => process.send?.(answer))
})

// People who wait for an answer come first, and where memory runs out this process is the one to go.
setPriority(5)
writeFile('/proc/self/oom_score_adj', '1000').catch((cause: unknown) => process.emitWarning(String(cause)))
