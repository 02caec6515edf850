import { describe, expect, it } from 'vitest'
import type { Stage } from '../../clocks/index.ts'
import { aCommand } from '../testing/index.ts'
import { clockViewsOf, type CaseClockView } from './clockViews.ts'
import type { TimedCase } from '../lifecycle/context.ts'
import { lateAfter } from './lateness.ts'
import {
  after,
  assigned,
  at,
  director,
  dispatcher,
  handling,
  helper,
  helping,
  owner,
} from '../testing/joint.ts'
import { trialLaw as law } from '../testing/run.ts'

const viewsOf = ({ caseClocks }: TimedCase, hours: number): CaseClockView[] =>
  clockViewsOf(caseClocks, { now: at(hours), law, timeline: [], unitText: () => '县民政局' })
const viewsIn = (stage: Stage, standing: TimedCase, hours = 30) =>
  viewsOf(standing, hours).filter(clock => clock.stage === stage)

const share = (percent: number) => ({ stage: 'handling', unitId: null, percent }) as const
const telling = (hours: number) => ({ now: at(hours), law, noticeNumber: `DB-${hours}` })

describe('the clock of an answer that is owed', () => {
  const yellow = () => lateAfter(handling(), share(100), telling(24))
  const orange = () => lateAfter(yellow(), share(150), telling(24.5))

  it('is no time kept when a graver notice takes its place', () => {
    const [first, second] = viewsIn('supervisionReply', orange(), 24.6)

    expect(first).toMatchObject({ cut: '被新的督办通知书取代', light: 'grey', overdueAt: null })
    expect(first?.why).toMatch(/；11月25日 10:30 被新的督办通知书取代。$/)
    expect(second).toMatchObject({ cut: null, stoppedAt: null })
  })

  it('says that it had run out before', () => {
    const [first] = viewsIn('supervisionReply', lateAfter(yellow(), share(150), telling(500)), 501)

    expect(first).toMatchObject({ cut: '被新的督办通知书取代', light: 'red' })
    expect(first?.why).toMatch(/被新的督办通知书取代，其时已超时 .+。$/)
  })

  it('is kept by answering alone', () => {
    const answered = after(yellow(), [aCommand('answerSupervision'), owner, 24.5])
    const voided = after(yellow(), [aCommand('void'), director, 24.5])

    expect(viewsIn('supervisionReply', answered)).toMatchObject([{ cut: null, light: 'green' }])
    expect(viewsIn('supervisionReply', answered)[0]?.why).toMatch(/用时 30 分，未超时。$/)
    expect(viewsIn('supervisionReply', voided)).toMatchObject([{ cut: '因作废终止', light: 'grey' }])
  })
})

describe('a clock that ends otherwise', () => {
  it.each([
    ['signing', after(assigned(), [aCommand('refuse'), owner, 0.1]), '因退单终止'],
    ['signing', after(assigned(), [{ move: 'recall', reason: '错派' }, dispatcher, 0.1]), '因撤回派遣终止'],
    ['handling', after(handling(), [aCommand('transfer'), director, 1]), '因移送终止'],
  ] as const)('%s: tells by what, not how long it took', (stage, ended, cut) => {
    const [own] = viewsIn(stage, ended).filter(({ unitId }) => unitId === null)

    expect(own).toMatchObject({ cut, light: 'grey' })
    expect(own?.why).not.toContain('用时')
  })

  it('of a helping unit too, but not when it has done its part', () => {
    const waived = after(handling(), [{ move: 'waive', unitId: helper, reason: '免除' }, dispatcher, 1])
    const done = after(handling(), [aCommand('coSign'), helping, 1], [aCommand('coFeedBack'), helping, 2])
    const cutOf = (standing: TimedCase) =>
      viewsIn('handling', standing).find(({ unitId }) => unitId === helper)?.cut

    expect([cutOf(waived), cutOf(done)]).toEqual(['因免除协办终止', null])
  })
})
