import { availableParallelism } from 'node:os'
import { grant, refuse, type Result } from '@shuniu/shared/kernel'
import type { Platform } from '../../../platform/feature/index.ts'
import type { FileKind } from '../kinds.ts'
import type { DecoderAnswer, DecoderTask } from './messages.ts'
import { DecoderProcess, type Ended } from './process.ts'

/** As many files are opened at once as leave a core to those who wait for an answer. */
const decodersAtMost = Math.max(1, Math.min(4, availableParallelism() - 1))
/** Files that wait to be opened; whoever comes then is asked to come again. */
const waitingAtMost = 48
/** After so long without a file a decoder ends, and its memory is given back. */
const idleMs = 10_000

/** What a decoder met that is not the file's fault, such as a full disk. */
class DecoderFault extends Error {
  override name = 'DecoderFault'
  readonly code: string | undefined

  constructor(fault: string, code?: string) {
    super(`a decoder met a fault: ${fault}`)
    this.code = code
  }
}

/**
 * Opens what was sent in processes beside the server: a file that takes all memory, all time or breaks the library that
 * reads it harms nobody, and nothing that people wait for shares a thread with it.
 */
export function decodersOf({ log }: Pick<Platform, 'log'>) {
  const resting: { readonly decoder: DecoderProcess; readonly timer: NodeJS.Timeout }[] = []
  const working = new Set<DecoderProcess>()
  const waiting: (() => void)[] = []
  let taken = 0
  let isStopped = false

  function next(): DecoderProcess {
    for (let found = resting.pop(); found; found = resting.pop()) {
      clearTimeout(found.timer)
      if (!found.decoder.isSpent) return found.decoder
    }
    return new DecoderProcess()
  }

  function rest(decoder: DecoderProcess): void {
    working.delete(decoder)
    if (decoder.isSpent || isStopped) return decoder.end()
    const timer = setTimeout(() => decoder.end(), idleMs)
    resting.push({ decoder, timer })
  }

  /** Undefined when too many wait already. */
  async function withDecoder(task: DecoderTask): Promise<DecoderAnswer | Ended | undefined> {
    if (taken >= decodersAtMost) {
      if (waiting.length >= waitingAtMost) return undefined
      await new Promise<void>(resolve => waiting.push(resolve))
    } else taken += 1
    const decoder = next()
    working.add(decoder)
    try {
      return await decoder.work(task)
    } finally {
      rest(decoder)
      const first = waiting.shift()
      if (first) first()
      else taken -= 1
    }
  }

  /** Asked after a wait, too: it may have come meanwhile. */
  const hasStopped = (): boolean => isStopped

  /** A decoder that breaks or is slow may be unlucky; one that breaks over the same file again is not. */
  async function opened(task: DecoderTask): Promise<Result<FileKind>> {
    for (let attempt = 1; !hasStopped(); attempt += 1) {
      const outcome = await withDecoder(task)
      if (outcome === undefined) return refuse('upload.busy')
      if (outcome.is === 'taken') return grant(outcome.kind)
      if (outcome.is === 'refused') return refuse(outcome.code, outcome.detail)
      if (outcome.is === 'fault') throw new DecoderFault(outcome.message, outcome.code)
      if (hasStopped()) break
      log.warn({ outcome, attempt }, 'a decoder came to its end over a file')
      if (outcome.ended === 'grown') return refuse('upload.tooManyPoints')
      if (attempt === 2) return refuse('upload.unreadable')
    }
    return refuse('upload.busy')
  }

  return {
    /** Writes a photo anew from one file to another. Refuses: what `rewritePhoto` refuses, `upload.busy`. */
    async rewritePhoto(from: string, to: string): Promise<Result<true>> {
      const written = await opened({ name: 'rewritePhoto', from, to })
      return written.ok ? grant(true) : written
    },

    /** Takes the marks of place out of a file where it lies. Refuses: what `cleanMedia` refuses, `upload.busy`. */
    cleanMedia: (from: string, found: FileKind): Promise<Result<FileKind>> =>
      opened({ name: 'cleanMedia', from, found }),

    /** The processes that are up, for a look at what they use. */
    pids: (): number[] =>
      [...working, ...resting.map(({ decoder }) => decoder)].flatMap(({ pid }) => pid ?? []),

    stop(): void {
      isStopped = true
      for (const { decoder, timer } of resting) {
        clearTimeout(timer)
        decoder.end()
      }
      for (const decoder of working) decoder.end()
      for (const wake of waiting.splice(0)) wake()
    },
  }
}

export type Decoders = ReturnType<typeof decodersOf>
