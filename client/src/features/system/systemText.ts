import { instant } from '@shuniu/shared/kernel'
import {
  backupRefusals,
  concernsOf,
  isBackupRefusal,
  systemConcerns,
  systemParts,
  type SystemConcern,
  type SystemPart,
  type SystemState,
} from '@shuniu/shared/system'
import { hasText, say } from '../../platform/i18n/index.ts'
import { durationText, timeText } from '../../platform/time/index.ts'

const kilo = 1_000
const units = ['B', 'KB', 'MB', 'GB', 'TB'] as const

/** 1.5 GB; decimal, as disks are sold. */
export function bytesText(bytes: number): string {
  const power = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3))
  const value = bytes / kilo ** power
  return `${power === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[power]}`
}

/** 3 秒, 10 分, 1 小时. */
export function everyText(seconds: number): string {
  if (seconds < 60) return say('system.everyS', { n: seconds })
  if (seconds < 3_600) return say('system.everyMin', { n: Math.round(seconds / 60) })
  return say('system.everyH', { n: Math.round(seconds / 3_600) })
}

const namedBy = (key: string, name: string): string => (hasText(key) ? say(key) : name)
export const jobText = (name: string): string => namedBy(`system.job.${name}`, name)
const followerText = (name: string): string => namedBy(`system.stream.names.${name}`, name)

type Lines = (state: SystemState, nowMs: number) => string[]

const whyText = (refusal: string): string =>
  isBackupRefusal(refusal) ? backupRefusals[refusal] : say('system.backup.unknownWhy')

const backupLines: Lines = ({ backup: { made, failed } }, nowMs) => {
  const at = (time: string) => timeText(time, nowMs)
  const age = made ? durationText(nowMs - Date.parse(made.at)) : ''
  return [
    made
      ? say('system.backup.made', { at: at(made.at), age, size: bytesText(made.sizeB) })
      : say('system.backup.none'),
    ...(failed && (!made || failed.at > made.at)
      ? [say('system.backup.failed', { at: at(failed.at), why: whyText(failed.refusal) })]
      : []),
  ]
}

const streamLines: Lines = ({ stream: { head, unnumbered, behind, followers } }) => [
  say('system.stream.head', { head, unnumbered, behind }),
  ...followers.map(({ name, behind: n, parked }) => {
    const told = { name: followerText(name), behind: n, parked }
    return parked > 0 ? say('system.stream.parked', told) : say('system.stream.follower', told)
  }),
]

const certificateLines: Lines = ({ certificate }, nowMs) => {
  if (!certificate) return [say('system.certificate.none')]
  const leftMs = Date.parse(certificate.endsAt) - nowMs
  const at = timeText(certificate.endsAt, nowMs)
  return leftMs > 0
    ? [say('system.certificate.ends', { at, left: durationText(leftMs) })]
    : [say('system.certificate.ended', { at })]
}

const linesOf: Readonly<Record<SystemPart, Lines>> = {
  backup: backupLines,
  disk: ({ disk }) => [
    say('system.disk.free', { free: bytesText(disk.freeB), total: bytesText(disk.totalB) }),
    say('system.disk.reserved', { reserved: bytesText(disk.reservedB) }),
  ],
  database: ({ database: { kind, version, sizeB, answeredInMs, migrations } }) => [
    say(`system.database.${kind}`, { version }),
    say('system.database.size', { size: bytesText(sizeB), ms: answeredInMs, n: migrations }),
  ],
  stream: streamLines,
  jobs: ({ jobs }) => {
    const failing = jobs.filter(({ isFailing }) => isFailing)
    const told = { n: jobs.length, m: failing.length }
    return [
      failing.length > 0 ? say('system.jobs.failing', told) : say('system.jobs.all', told),
      ...failing.map(({ name }) => jobText(name)),
    ]
  },
  redis: ({ redis }) => [say(`system.redis.${redis}`)],
  certificate: certificateLines,
  uploads: ({ uploads: { countedAt, kept, keptB, arriving } }, nowMs) => [
    say('system.uploads.kept', { n: kept, size: bytesText(keptB), arriving }),
    say('system.uploads.counted', { at: timeText(countedAt, nowMs) }),
  ],
  processes: ({ version, processes, processId, sockets }, nowMs) => [
    say('system.processes.version', { version }),
    ...processes.map(({ id, host, pid, startedAt }) =>
      say(id === processId ? 'system.processes.own' : 'system.processes.one', {
        host,
        pid: String(pid),
        at: timeText(startedAt, nowMs),
      }),
    ),
    say('system.processes.sockets', { n: sockets }),
  ],
}

/** A part as the page shows it: how it stands, and what of it somebody has to look after. */
export interface PartShown {
  readonly part: SystemPart
  readonly lines: readonly string[]
  readonly concerns: readonly SystemConcern[]
}

/** Judged by the time it is now, not by when it was read: a backup grows old while a page stands open. */
export function partsShown(state: SystemState, nowMs: number): PartShown[] {
  const concerns = concernsOf(state, instant(nowMs))
  return systemParts.map(part => ({
    part,
    lines: linesOf[part](state, nowMs),
    concerns: concerns.filter(concern => systemConcerns[concern] === part),
  }))
}
