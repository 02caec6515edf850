import { exchangesOf, type CaseDetail, type CaseEntry, type CaseFact } from '../cases/index.ts'
import type { CaseFile } from './file.ts'

/** One entry of a timeline: its move, what was filled in, and what differs from the usual. */
export type TimelineStep = readonly [
  move: string,
  filled?: Record<string, unknown>,
  more?: Partial<CaseEntry>,
]

const minuteMs = 60_000
const begun = Date.parse('2026-11-25T01:30:00.000Z')

const entryOf = ([move, filled = {}, more = {}]: TimelineStep, i: number): CaseEntry => ({
  id: `00000000-0000-7000-8000-${String(900 + i).padStart(12, '0')}`,
  version: i + 1,
  move,
  filled,
  at: new Date(begun + i * minuteMs).toISOString(),
  from: null,
  to: null,
  actorId: null,
  actorName: '张建国',
  actorRole: 'townshipDuty',
  actorUnit: '城关镇综治中心',
  ...more,
})

type DetailChanges = Partial<Omit<CaseDetail, 'case' | 'timeline'>>

/** When the case of `detailOf` was reported: 09:30 in Shanghai; its steps follow a minute apart. */
export const reportedAt = '2026-11-25T01:30:00.000Z'

/** A case as its page shows it, brought on by steps. */
export function detailOf(
  fact: CaseFact,
  steps: readonly TimelineStep[] = [],
  more: DetailChanges = {},
): CaseDetail {
  const timeline = [['report'] as const, ...steps].map(entryOf)
  const at = reportedAt
  return {
    case: { ...fact, openedAt: at, version: timeline.length, title: '关北社区 恋爱及婚姻' },
    text: '两户因排水发生争执。',
    placeText: '二巷口',
    requirement: null,
    occurredAt: at,
    receivedAt: at,
    reporter: { name: '李*', phone: '138****8000', isMasked: true },
    clocks: [],
    timeline,
    earlier: null,
    media: [],
    pendingMedia: [],
    filesNext: null,
    exchanges: exchangesOf(timeline, []),
    playbook: null,
    master: null,
    merged: [],
    mergedNext: null,
    openMoves: [],
    asOf: 1,
    ...more,
  }
}

export const fileOf = (detail: CaseDetail, unitOf: (id: string) => string, isDemo = false): CaseFile => ({
  detail,
  names: {
    unitOf,
    placeOf: () => '城关镇关北社区',
    placeNow: () => '城关镇关北社区',
    centre: '城关镇综治中心',
  },
  isDemo,
})
