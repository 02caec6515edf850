import type { Instant } from '@shuniu/shared/kernel'
import { missedAfterMs, type PendingFile } from '@shuniu/shared/uploads'
import { toMs } from '@shuniu/shared/kernel'
import type { NamedFile } from './deps.ts'

interface MediaNaming {
  readonly version: number
  readonly now: Instant
}

/** The rows of files that a report or move names; the case is told of those that are not here when they come. */
export const mediaRows = (caseId: string, files: readonly NamedFile[], { version, now }: MediaNaming) =>
  files.map(({ uploadId, isHere }) => ({
    caseId,
    uploadId,
    version,
    told: isHere ? ('here' as const) : ('nothing' as const),
    namedAt: now,
  }))

/** A file of a case as it was named. */
export interface HeldFile {
  readonly uploadId: string
  /** Null for one of before files could follow. */
  readonly namedAt: Instant | null
}

/** How the files that a case does not have stand. */
export function pendingOf(
  absent: readonly Pick<PendingFile, 'id' | 'refusal'>[],
  files: readonly HeldFile[],
  now: Instant,
): PendingFile[] {
  const namedAt = new Map(files.map(file => [file.uploadId, file.namedAt]))
  return absent.map(({ id, refusal }) => {
    if (refusal !== null) return { id, refusal, state: 'refused' }
    const since = namedAt.get(id) ?? null
    const isMissed = since === null || toMs(now) - toMs(since) > missedAfterMs
    return { id, refusal, state: isMissed ? 'missed' : 'awaited' }
  })
}
