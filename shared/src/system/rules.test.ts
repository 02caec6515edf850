import { describe, expect, it } from 'vitest'
import { instant } from '../kernel/index.ts'
import type { SystemState } from './contracts.ts'
import { concernsOf } from './rules.ts'

const now = instant('2026-11-30T08:00:00.000Z')
const id = '01a229f9-fda4-7399-a334-d8052a9f66b5'
const sound: SystemState = {
  at: now,
  version: '1',
  processId: id,
  processes: [],
  database: { kind: 'embedded', version: '18', sizeB: 1, answeredInMs: 2, migrations: 28 },
  stream: {
    head: 10,
    unnumbered: 0,
    behind: 0,
    followers: [{ name: 'statistics', behind: 1_000, parked: 0 }],
  },
  redis: 'none',
  sockets: 0,
  disk: { freeB: 2_000, totalB: 10_000, reservedB: 1_000 },
  uploads: { countedAt: now, kept: 0, keptB: 0, arriving: 0 },
  jobs: [{ name: 'uploads.forget', everyS: 60, endedAt: now, failures: 3, isFailing: false }],
  backup: {
    made: { at: '2026-11-29T08:00:00.000Z', sizeB: 1 },
    failed: { at: '2026-11-28T08:00:00.000Z', refusal: 'x' },
  },
  certificate: { endsAt: '2026-12-30T08:00:00.000Z' },
}
const made = (at: string) => ({ made: { at, sizeB: 1 }, failed: null })

describe('a system in which all is as it should be', () => {
  it('has no concerns, at the very limits', () => {
    expect(concernsOf(sound, now)).toEqual([])
    expect(concernsOf({ ...sound, certificate: null }, now)).toEqual([])
  })
})

describe('what somebody has to look after', () => {
  it.each([
    ['a last backup of more than a day ago', { backup: made('2026-11-29T07:59:59.999Z') }, 'backupOld'],
    ['no backup at all', { backup: { made: null, failed: null } }, 'backupNone'],
    [
      'a backup that failed after the last one that was made',
      {
        backup: {
          ...made('2026-11-30T01:00:00.000Z'),
          failed: { at: '2026-11-30T02:00:00.000Z', refusal: 'x' },
        },
      },
      'backupFailed',
    ],
    ['a disk that takes no more uploads', { disk: { ...sound.disk, freeB: 999 } }, 'diskFull'],
    ['a disk that will soon take none', { disk: { ...sound.disk, freeB: 1_999 } }, 'diskLow'],
    [
      'a database that answers late',
      { database: { ...sound.database, answeredInMs: 1_001 } },
      'databaseSlow',
    ],
    ['a process that tells late', { stream: { ...sound.stream, behind: 1_001 } }, 'followersBehind'],
    [
      'facts that could not be taken',
      { stream: { ...sound.stream, followers: [{ name: 'statistics', behind: 0, parked: 1 }] } },
      'factsParked',
    ],
    [
      'work whose last time failed',
      { jobs: [{ name: 'x', everyS: 1, endedAt: now, failures: 1, isFailing: true }] },
      'jobsFailing',
    ],
    ['a Redis that is away', { redis: 'away' }, 'redisAway'],
    [
      'a certificate of less than thirty days',
      { certificate: { endsAt: '2026-12-30T07:59:59.999Z' } },
      'certificateSoon',
    ],
    ['a certificate that has ended', { certificate: { endsAt: now } }, 'certificateEnded'],
  ] satisfies [string, Partial<SystemState>, string][])('%s', (_, differing, concern) => {
    expect(concernsOf({ ...sound, ...differing }, now)).toEqual([concern])
  })
})
