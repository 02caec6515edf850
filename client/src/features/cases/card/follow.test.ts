import { exchangesOf, type CaseDetail, type CaseView } from '@shuniu/shared/cases'
import { beforeAll, describe, expect, it } from 'vitest'
import { addMessages } from '../../../platform/i18n/index.ts'
import { aCaseDetail, aCaseView } from '../builders.ts'
import { caseMessages } from '../messages.ts'
import { followOf } from './follow.ts'

const at = (hour: number) => `2026-11-24T0${hour}:00:00.000Z`
const unit = '01900000-0000-7000-8000-000000000002'
const reading = { unitOf: () => '城关镇司法所', nowMs: Date.parse(at(6)) }

const aDetail = (named: Partial<CaseView>, moves: readonly [string, object][] = []): CaseDetail => {
  const timeline = moves.map(([move, filled], i) => ({
    id: `${i}`,
    at: at(i),
    move,
    from: null,
    to: null,
    actorId: null,
    actorName: '李四',
    actorRole: 'unitHandler',
    actorUnit: null,
    version: i + 1,
    filled: { ...filled },
  }))
  const seen = aCaseView({ id: unit, status: 'handling', ownerUnitId: unit, openedAt: at(0), ...named })
  return aCaseDetail(seen, { timeline, exchanges: exchangesOf(timeline, named.coUnits ?? []) })
}
const told = (detail: CaseDetail) =>
  followOf(detail, reading).map(({ name, lines }) => [
    name,
    ...lines.map(({ head, text, isOpen }) => [head, text, isOpen]),
  ])

beforeAll(() => addMessages('cases', caseMessages))

describe('what stands beside the loop of a case', () => {
  it('is not spoken of where there is nothing', () => {
    expect(told(aDetail({}))).toEqual([])
  })

  it('names helping units with how far each has come', () => {
    const seen = { coUnits: [{ unitId: unit, state: 'working', since: at(2) } as const] }

    expect(told(aDetail(seen))).toEqual([['helpers', ['城关镇司法所', '处置中 · 10:00', true]]])
  })

  it('tells until when each is to have done its part, and what came of being late', () => {
    const clock = { dueAt: at(5), yellowAt: at(3), orangeAt: at(4), overdue: true }
    const seen = {
      coUnits: [{ unitId: unit, state: 'working', since: at(2), clock, card: 'yellow' } as const],
    }
    const detail = aDetail(seen, [['overdue', { noticeNumber: 'DB-1', card: 'yellow', unitId: unit }]])

    expect(told(detail)).toEqual([
      ['helpers', ['城关镇司法所', '处置中 · 10:00 · 13:00 前完成 · 超时 · 黄牌', true]],
      ['supervisionNotices', ['黄牌 · DB-1 · 城关镇司法所', '李四 · 待反馈', true]],
    ])
  })

  it('tells until when each is to have come after a whistle, and what is owed for not coming', () => {
    const clock = { dueAt: at(5), yellowAt: at(3), orangeAt: at(4), overdue: true }
    const seen = {
      coUnits: [{ unitId: unit, state: 'called', since: at(2), clock, card: 'yellow' } as const],
    }
    const filled = { noticeNumber: 'DB-1', card: 'yellow', unitId: unit, stage: 'reportingIn' }

    expect(told(aDetail(seen, [['overdue', filled]]))).toEqual([
      ['helpers', ['城关镇司法所', '待报到 · 10:00 · 13:00 前报到 · 超时 · 黄牌', true]],
      ['supervisionNotices', ['黄牌 · DB-1 · 城关镇司法所', '李四 · 待报到', true]],
    ])
  })

  it('tells an extension that waits from one that was given', () => {
    const ask = ['askExtension', { reason: '当事人外出', dueAt: at(8) }] as const
    const waiting = told(aDetail({}, [[...ask]]))
    const given = told(aDetail({}, [[...ask], ['grantExtension', { dueAt: at(7) }]]))

    expect(waiting).toEqual([['extensions', ['李四 申请延至 16:00', '当事人外出 · 待审', true]]])
    expect(given).toEqual([
      ['extensions', ['李四 申请延至 16:00', '当事人外出 · 同意延至 15:00 · 李四', false]],
    ])
  })

  it('names a notice by card and number, and until when its answer is owed', () => {
    const detail = aDetail({}, [
      ['supervise', { card: 'red', text: '请加快办理', noticeNumber: '督〔2026〕1号' }],
    ])
    const clock = { stage: 'supervisionReply', unitId: null, startedAt: at(0), dueAt: at(9) } as const
    const running = {
      ...clock,
      ordinal: 1,
      yellowAt: at(7),
      orangeAt: at(8),
      pausedAt: null,
      stoppedAt: null,
      overdueAt: null,
      light: 'green' as const,
      cut: null,
      why: '',
      ledger: [],
    }

    expect(told({ ...detail, clocks: [running] })).toEqual([
      ['supervisionNotices', ['红牌 · 督〔2026〕1号', '李四 · 请加快办理 · 待答复，17:00 前', true]],
    ])
  })

  it('asks no answer of a notice that a graver one has followed', () => {
    const detail = aDetail({}, [
      ['supervise', { card: 'yellow', text: '请说明', noticeNumber: '督〔2026〕1号' }],
      ['supervise', { card: 'orange', text: '请限期', noticeNumber: '督〔2026〕2号' }],
      ['answerSupervision', { text: '今日办结' }],
    ])

    expect(told(detail)).toEqual([
      [
        'supervisionNotices',
        ['黄牌 · 督〔2026〕1号', '李四 · 请说明 · 未答复，由 督〔2026〕2号 接续', false],
        ['橙牌 · 督〔2026〕2号', '李四 · 请限期 · 李四 答复：今日办结', false],
      ],
    ])
  })
})
