import { toMs, type Instant, instant } from '../kernel/index.ts'
import type { SystemState } from './contracts.ts'

/** A part of the system, in the order it is shown. */
export const systemParts = [
  'backup',
  'disk',
  'database',
  'stream',
  'jobs',
  'redis',
  'certificate',
  'uploads',
  'processes',
] as const
export type SystemPart = (typeof systemParts)[number]

/** What somebody has to look after, by the part it is of. */
export const systemConcerns = {
  backupNone: 'backup',
  backupOld: 'backup',
  backupFailed: 'backup',
  diskLow: 'disk',
  diskFull: 'disk',
  databaseSlow: 'database',
  followersBehind: 'stream',
  factsParked: 'stream',
  jobsFailing: 'jobs',
  redisAway: 'redis',
  certificateSoon: 'certificate',
  certificateEnded: 'certificate',
} as const satisfies Readonly<Record<string, SystemPart>>
export type SystemConcern = keyof typeof systemConcerns

const dayMs = 24 * 3_600_000

/** From where on somebody is told. */
const limits = {
  /** Local backups are made daily. Source: domain.md §5.4, GB/T 22239-2019, backup and recovery. */
  backupAgeMs: dayMs,
  certificateLeftMs: 30 * dayMs,
  behindFacts: 1_000,
  answerMs: 1_000,
} as const

const sinceMs = (at: string, now: Instant): number => toMs(now) - toMs(instant(at))

function backupConcern({ made, failed }: SystemState['backup'], now: Instant): SystemConcern | undefined {
  if (failed && (!made || toMs(instant(failed.at)) > toMs(instant(made.at)))) return 'backupFailed'
  if (!made) return 'backupNone'
  return sinceMs(made.at, now) > limits.backupAgeMs ? 'backupOld' : undefined
}

/** Uploads are refused once the disk has less than the reserve; twice as much is little. */
function diskConcern({ freeB, reservedB }: SystemState['disk']): SystemConcern | undefined {
  if (freeB < reservedB) return 'diskFull'
  return freeB < 2 * reservedB ? 'diskLow' : undefined
}

function certificateConcern(
  certificate: SystemState['certificate'],
  now: Instant,
): SystemConcern | undefined {
  if (!certificate) return undefined
  const leftMs = -sinceMs(certificate.endsAt, now)
  if (leftMs <= 0) return 'certificateEnded'
  return leftMs < limits.certificateLeftMs ? 'certificateSoon' : undefined
}

/** What somebody has to look after now; nothing where all is as it should be. */
export function concernsOf(state: SystemState, now: Instant): SystemConcern[] {
  const { stream, database, jobs, redis } = state
  const found: (SystemConcern | false | undefined)[] = [
    backupConcern(state.backup, now),
    diskConcern(state.disk),
    database.answeredInMs > limits.answerMs && 'databaseSlow',
    [stream.behind, ...stream.followers.map(({ behind }) => behind)].some(n => n > limits.behindFacts) &&
      'followersBehind',
    stream.followers.some(({ parked }) => parked > 0) && 'factsParked',
    jobs.some(({ isFailing }) => isFailing) && 'jobsFailing',
    redis === 'away' && 'redisAway',
    certificateConcern(state.certificate, now),
  ]
  return found.filter(concern => concern !== undefined && concern !== false)
}
