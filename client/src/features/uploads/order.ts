import type { Refusal } from '@shuniu/shared/kernel'
import { contentRefusals } from '@shuniu/shared/uploads'
import type { FileOnWay } from './held.ts'

const firstRestMs = 1_000
const longestRestMs = 60_000
/** The server counts what an account sends by the hour and by the day. */
const tooManyRestMs = 5 * 60_000

type WaitingFile = Pick<FileOnWay, 'id' | 'urgency' | 'since' | 'notBeforeMs'>

const before = (a: WaitingFile, b: WaitingFile): number =>
  (a.urgency ?? 0) - (b.urgency ?? 0) || a.since - b.since || a.id.localeCompare(b.id)

/** The file to send now: of those not resting, the most urgent, then the one that has waited longest. Pure. */
export const nextOf = <F extends WaitingFile>(files: readonly F[], nowMs: number): F | undefined =>
  files.filter(file => file.notBeforeMs <= nowMs).sort(before)[0]

/** Milliseconds until a file may be tried again; undefined when none waits. Pure. */
export const restMs = (files: readonly WaitingFile[], nowMs: number): number | undefined =>
  files.length === 0 ? undefined : Math.max(0, Math.min(...files.map(file => file.notBeforeMs)) - nowMs)

/**
 * How a file stands after an attempt that failed: refused for what it holds, or resting, twice as long each time up to
 * a minute. Only what its content is refused for is final: all else passes. Pure.
 */
export function standsAfter(file: FileOnWay, { code }: Refusal, nowMs: number): FileOnWay {
  if (Object.hasOwn(contentRefusals, code)) return { ...file, refusal: code }
  const rest =
    code === 'upload.tooMany' || code === 'upload.tooMuch'
      ? tooManyRestMs
      : Math.min(longestRestMs, firstRestMs * 2 ** file.tries)
  return { ...file, tries: file.tries + 1, notBeforeMs: nowMs + rest }
}
