import type { SystemState } from '@shuniu/shared/system'
import { beforeAll, describe, expect, it } from 'vitest'
import { addMessages } from '../../platform/i18n/index.ts'
import { systemMessages } from './messages.ts'
import { bytesText, everyText, jobText, partsShown } from './systemText.ts'

beforeAll(() => addMessages('system', systemMessages))

const at = '2026-11-30T08:00:00.000Z'
const state: SystemState = {
  at,
  version: '0.1.0',
  processId: '01a229f9-fda4-7399-a334-d8052a9f66b5',
  processes: [{ id: '01a229f9-fda4-7399-a334-d8052a9f66b5', host: 'county', pid: 41_222, startedAt: at }],
  database: { kind: 'embedded', version: '18.4', sizeB: 1_234_000_000, answeredInMs: 1.2, migrations: 28 },
  stream: { head: 10, unnumbered: 0, behind: 0, followers: [{ name: 'statistics', behind: 2, parked: 1 }] },
  redis: 'none',
  sockets: 3,
  disk: { freeB: 5e11, totalB: 1e12, reservedB: 1e9 },
  uploads: { countedAt: at, kept: 4, keptB: 1_500, arriving: 1 },
  jobs: [{ name: 'uploads.forget', everyS: 60, endedAt: at, failures: 1, isFailing: true }],
  backup: {
    made: { at: '2026-11-30T06:00:00.000Z', sizeB: 2e9 },
    failed: { at, refusal: 'backup.diskFull' },
  },
  certificate: { endsAt: '2026-12-10T08:00:00.000Z' },
}

describe('how the system stands, in words', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1_500, '1.5 KB'],
    [1_234_000_000, '1.2 GB'],
    [5e11, '500 GB'],
    [2e16, '20000 TB'],
  ])('%d bytes are %s', (bytes, text) => {
    expect(bytesText(bytes)).toBe(text)
  })

  it('says of each part how it stands, and what of it somebody has to look after', () => {
    const shown = new Map(partsShown(state, Date.parse(at)).map(one => [one.part, one]))

    expect(shown.get('backup')?.concerns).toEqual(['backupFailed'])
    expect(shown.get('backup')?.lines[0]).toBe('最近一次 14:00（2 小时前），2.0 GB')
    expect(shown.get('backup')?.lines[1]).toContain('磁盘空间不足')
    expect(shown.get('stream')?.lines).toContain('统计落后 2 条，搁置 1 条')
    expect(shown.get('jobs')?.lines).toEqual(['1 项中 1 项上次执行失败', '清理无主附件'])
    expect(shown.get('certificate')?.lines).toEqual(['12-10 16:00 到期（还有 10 天）'])
    expect(shown.get('processes')?.lines).toContain('county，进程 41222，16:00 启动（本次应答）')
    expect(shown.get('disk')?.concerns).toEqual([])
  })

  it('calls a backup old once a day has gone by, though the page was not read again', () => {
    const [backup] = partsShown(
      { ...state, backup: { ...state.backup, failed: null } },
      Date.parse(at) + 24 * 3_600_000,
    )

    expect(backup?.concerns).toEqual(['backupOld'])
  })

  it('names jobs and how often they are done, and one that it has no name for by its code', () => {
    expect([jobText('uploads.forget'), jobText('later.job')]).toEqual(['清理无主附件', 'later.job'])
    expect([everyText(1), everyText(60), everyText(3_600)]).toEqual(['1 秒', '1 分', '1 小时'])
  })
})
