import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '../calendar/index.ts'
import { insuranceCodes, wrongBinding, wrongMemberFile, type MemberFile, type Training } from './member.ts'
import { wrongTemplate, type ScoreTemplate } from './score.ts'
import { addMonths, careOf, trainingOn } from './training.ts'

const today = '2026-11-24'
const aFile = (differing: Partial<MemberFile> = {}): MemberFile => ({
  engagement: 'fullTime',
  conditions: ['education', 'residence'],
  examPassedOn: '2024-01-10',
  contractFrom: '2024-01-15',
  contractTo: '2028-01-14',
  insurances: [...insuranceCodes],
  ...differing,
})
const held = (day: string, hours: number): Training => ({ day, hours, topic: '矛盾纠纷排查' })

describe('a file', () => {
  it.each([
    ['gridMember.notADay', { examPassedOn: '2024-02-30' }],
    ['gridMember.examToCome', { examPassedOn: '2026-11-25' }],
    ['gridMember.contractEndsFirst', { contractTo: '2023-12-31' }],
  ] as const)('is refused with %s', (code, differing) => {
    expect(wrongMemberFile(aFile(differing), today)?.refusal.code).toBe(code)
  })

  it('lets nobody take a grid who has not passed the examination by then', () => {
    expect(wrongBinding(aFile(), today)).toBeUndefined()
    expect(wrongBinding(aFile({ examPassedOn: null }), today)?.refusal.code).toBe('gridMember.noExam')
    expect(wrongBinding(aFile({ examPassedOn: today }), '2026-11-23')?.refusal.code).toBe('gridMember.noExam')
    expect(wrongBinding(undefined, today)?.refusal.code).toBe('gridMember.noExam')
  })

  it('names what it lacks, and nothing where all is there', () => {
    const trained = [held('2026-05-01', 20)]

    expect(careOf(aFile(), trained, today)).toEqual([])
    const bare = aFile({ examPassedOn: null, contractTo: '2026-12-01', insurances: [], conditions: [] })
    expect(careOf(bare, [], today)).toEqual(['exam', 'contract', 'insurance', 'conditions'])
    expect(careOf(aFile({ engagement: 'partTime', insurances: [] }), trained, today)).toEqual([])
    expect(careOf(aFile(), [], today)).toEqual(['training'])
  })
})

describe('training', () => {
  const on = (day: string, ...trainings: Training[]) => trainingOn(trainings, { day, passedOn: '2024-01-10' })

  it('has 24 months from the examination for the first 20 hours', () => {
    expect(on('2025-06-01')).toEqual({ hours: 0, lacking: 20, dueOn: '2026-01-10' })
  })

  it('lasts as long as 20 hours lie within 24 months', () => {
    const standing = on(today, held('2025-03-15', 8), held('2026-02-01', 12))

    expect(standing).toEqual({ hours: 20, lacking: 0, dueOn: '2027-03-14' })
    expect(on('2027-03-15', held('2025-03-15', 8), held('2026-02-01', 12)).lacking).toBe(8)
  })

  it('is enough on each day up to the one that it names, and on none after it', () => {
    const anyDay = fc.integer({ min: 0, max: 1_400 }).map(n => addDays('2024-01-10', n))
    const any = fc.array(fc.record({ day: anyDay, hours: fc.integer({ min: 1, max: 20 }) }), { maxLength: 8 })
    fc.assert(
      fc.property(any, anyDay, (some, day) => {
        const trainings = some.map(one => held(one.day, one.hours)).filter(one => one.day <= day)
        const { dueOn, hours, lacking } = on(day, ...trainings)
        expect(lacking).toBe(Math.max(0, 20 - hours))
        if (dueOn > '2026-01-10' && dueOn >= day) {
          expect(on(dueOn, ...trainings).lacking).toBe(0)
          expect(on(addDays(dueOn, 1), ...trainings).lacking).toBeGreaterThan(0)
        }
      }),
    )
  })

  it('counts months by the calendar', () => {
    expect([addMonths('2024-02-29', 12), addMonths('2026-08-31', 1), addMonths('2026-01-31', -24)]).toEqual([
      '2025-02-28',
      '2026-09-30',
      '2024-01-31',
    ])
  })
})

describe('a template of a year', () => {
  const aTemplate = (...items: [string, 'satisfaction' | 'task', number][]): ScoreTemplate => ({
    year: 2027,
    items: items.map(([name, part, weight]) => ({ name, part, weight })),
  })
  const codeOf = (...items: [string, 'satisfaction' | 'task', number][]) =>
    wrongTemplate(aTemplate(...items))?.refusal.code

  it('is taken when residents’ word is half of it at least', () => {
    expect(codeOf(['居民满意度', 'satisfaction', 50], ['年度任务', 'task', 50])).toBeUndefined()
    expect(codeOf(['居民满意度', 'satisfaction', 49], ['年度任务', 'task', 51])).toBe(
      'scoreTemplate.satisfaction',
    )
  })

  it('is refused when it is not whole, names one thing twice, or measures presence', () => {
    expect(codeOf(['居民满意度', 'satisfaction', 60])).toBe('scoreTemplate.notWhole')
    expect(codeOf(['满意度', 'satisfaction', 60], ['满意度', 'task', 40])).toBe('scoreTemplate.twice')
    expect(codeOf(['满意度', 'satisfaction', 60], ['巡查里程', 'task', 40])).toBe('scoreTemplate.forbidden')
    expect(codeOf(['满意度', 'satisfaction', 60], ['每日打卡', 'task', 40])).toBe('scoreTemplate.forbidden')
  })
})
