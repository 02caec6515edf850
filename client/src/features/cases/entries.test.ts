import { beforeAll, describe, expect, it } from 'vitest'
import { addMessages } from '../../platform/i18n/index.ts'
import { filledLines } from './filled.ts'
import { caseMessages } from './messages.ts'
import { moveText } from './refused.ts'

const reading = { unitName: () => '县民政局', nowMs: Date.parse('2026-11-24T06:00:00.000Z') }

beforeAll(() => addMessages('cases', caseMessages))

describe('what the system enters in a case’s timeline', () => {
  it.each([
    'report',
    'warned',
    'overdue',
    'carded',
    'absorb',
    'release',
    'handToHeir',
    'handOver',
    'mediaArrived',
    'mediaRefused',
    'mediaMissed',
    'redistrict',
    'answerAlarm',
  ])('%s has a word', entry => {
    expect(moveText(entry)).not.toContain('.')
  })

  it('names both who had the grid and who has it now', () => {
    const filled = { handOverId: 'h1', from: '王一', to: '李二' }

    expect(filledLines({ move: 'handOver', filled }, reading)).toEqual([
      { label: '原网格员', text: '王一' },
      { label: '现网格员', text: '李二' },
    ])
  })

  it('names the clock that ran out, the notice and who had not come', () => {
    const filled = {
      stage: 'reportingIn',
      percent: 150,
      dueAt: '2026-11-24T05:00:00.000Z',
      card: 'orange',
      noticeNumber: 'DB341222-20261124-0002',
      unitIds: ['u1'],
    }

    expect(filledLines({ move: 'carded', filled }, reading)).toEqual([
      { label: '时限', text: '吹哨报到，已用到 150%' },
      { label: '督办', text: '橙牌 DB341222-20261124-0002' },
      { label: '未到单位', text: '县民政局' },
    ])
  })
})
