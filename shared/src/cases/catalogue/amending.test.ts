import { Check } from 'typebox/schema'
import { describe, expect, it } from 'vitest'
import { instant } from '../../kernel/index.ts'
import {
  KindChange,
  mayHoldOwn,
  mostAmendments,
  nextOwnCode,
  wrongAmendment,
  wrongWithdrawal,
  type Amendment,
} from './index.ts'

const now = instant('2026-11-24T02:00:00.000Z')
const adding = (name: string, synonyms: string[] = []): KindChange => ({
  kind: 'add',
  name,
  shortName: name.slice(0, 6),
  defaultLevel: 'blue',
  synonyms,
})
const anAmendment = (differing: Partial<Amendment>): Amendment => ({
  id: 9,
  code: 'E030381',
  effectiveFrom: '2026-12-01',
  madeAt: now,
  change: adding('飞线充电'),
  ...differing,
})
const refusalOf = (differing: Partial<Amendment>, known: readonly Amendment[] = []) =>
  wrongAmendment(anAmendment(differing), known, now)?.refusal
const codeOf = (differing: Partial<Amendment>, known: readonly Amendment[] = []) =>
  refusalOf(differing, known)?.code

describe('an amendment', () => {
  it.each([
    ['a kind of the county’s own', {}],
    ['one from today', { effectiveFrom: '2026-11-24' }],
    ['another level', { code: 'E0303', change: { kind: 'change', defaultLevel: 'yellow' } }],
    ['an end with what to choose instead', { code: 'E0303', change: { kind: 'end', instead: 'E0301' } }],
    [
      'the standard’s own double name left as it is',
      { code: 'E0503', change: { kind: 'change', defaultLevel: 'red' } },
    ],
  ] as const)('may be made: %s', (_, differing) => {
    expect(codeOf(differing)).toBeUndefined()
  })

  it.each([
    ['catalogue.pastDay', { effectiveFrom: '2026-11-23' }],
    ['catalogue.notADay', { effectiveFrom: '2027-02-30' }],
    ['category.unknown', { code: 'E0181' }],
    ['category.unknown', { code: 'E030382', change: { kind: 'end' } }],
    ['catalogue.nameTaken', { change: adding('用电 隐患') }],
    ['catalogue.synonymTaken', { change: adding('飞线充电', ['消防隐患']) }],
    ['catalogue.unchanged', { code: 'E0303', change: { kind: 'change', name: '用电隐患' } }],
    ['catalogue.unchanged', { code: 'E0303', change: { kind: 'change' } }],
    ['catalogue.unchanged', { code: 'E0303', change: { kind: 'resume' } }],
    ['catalogue.lastResort', { code: 'E9999', change: { kind: 'end' } }],
    ['catalogue.lastResort', { code: 'E99', change: { kind: 'end' } }],
    ['catalogue.wrongInstead', { code: 'E0303', change: { kind: 'end', instead: 'E0303' } }],
    ['catalogue.wrongInstead', { code: 'E03', change: { kind: 'end', instead: 'E0301' } }],
  ] as const)('is refused with %s', (code, differing) => {
    expect(codeOf({ ...differing, ...('change' in differing && { change: differing.change }) })).toBe(code)
  })

  it('is refused where a synonym leads to another own kind already, also to one that is still to come', () => {
    const known = [anAmendment({ id: 1, code: 'E0381', change: adding('遛狗不牵绳', ['狗']) })]
    const later = [
      anAmendment({ id: 1, code: 'E0381', effectiveFrom: '2027-06-01', change: adding('犬只', ['狗']) }),
    ]

    expect(refusalOf({ change: adding('流浪犬', ['狗']) }, known)).toMatchObject({
      code: 'catalogue.synonymTaken',
      detail: { synonym: '狗', code: 'E0381', by: '遛狗不牵绳' },
    })
    expect(codeOf({ change: adding('流浪犬', ['狗']) }, later)).toBe('catalogue.synonymTaken')
  })

  it('gives a word anew once the kind that had it has ended', () => {
    const known = [
      anAmendment({
        id: 1,
        code: 'E0381',
        change: adding('遛狗不牵绳', ['狗']),
        effectiveFrom: '2026-11-24',
      }),
      anAmendment({ id: 2, code: 'E0381', change: { kind: 'end' }, effectiveFrom: '2026-11-30' }),
    ]

    expect(codeOf({ change: adding('流浪犬', ['狗']) }, known)).toBeUndefined()
    expect(
      codeOf({ id: 4, code: 'E0381', change: { kind: 'resume' }, effectiveFrom: '2026-12-02' }, [
        ...known,
        anAmendment({ id: 3, change: adding('流浪犬', ['狗']) }),
      ]),
    ).toBe('catalogue.synonymTaken')
  })

  it('is refused once there are as many as can be told', () => {
    const known = Array.from({ length: mostAmendments }, (_, id) => {
      const defaultLevel = id % 2 === 0 ? 'red' : 'blue'
      return anAmendment({ id: id + 1, code: 'E0301', change: { kind: 'change', defaultLevel } })
    })

    expect(codeOf({ id: 5_000 }, known)).toBe('catalogue.full')
  })
})

describe('a withdrawal', () => {
  const toCome = anAmendment({ id: 1 })

  it('may be made while the day has not come, and not after', () => {
    expect(wrongWithdrawal(toCome, [toCome], now)).toBeUndefined()
    expect(wrongWithdrawal(toCome, [toCome], instant('2026-11-30T16:00:00.000Z'))?.refusal.code).toBe(
      'catalogue.inForce',
    )
  })

  it('is refused where others change what is added', () => {
    const leaning = anAmendment({ id: 2, change: { kind: 'end' }, effectiveFrom: '2027-01-01' })

    expect(wrongWithdrawal(toCome, [toCome, leaning], now)?.refusal.code).toBe('catalogue.leanedOn')
  })

  it('is refused where the word that comes back has been given to another', () => {
    const first = anAmendment({ id: 1, effectiveFrom: '2026-11-24', change: adding('流浪犬', ['狗']) })
    const dropped = anAmendment({ id: 2, change: { kind: 'change', synonyms: [] } })
    const taken = anAmendment({ id: 3, code: 'E0381', change: adding('遛狗不牵绳', ['狗']) })

    expect(wrongWithdrawal(dropped, [first, dropped, taken], now)?.refusal.code).toBe(
      'catalogue.synonymTaken',
    )
  })
})

describe('own codes', () => {
  it('are the parent’s and 81 to 98, never one that was used or that the standard has', () => {
    expect(nextOwnCode('E0303', [])).toBe('E030381')
    expect(nextOwnCode('E0303', ['E030381', 'E030383'])).toBe('E030382')
    expect(nextOwnCode('07', [])).toBe('0782')
    expect(
      nextOwnCode(
        'E03',
        Array.from({ length: 18 }, (_, nth) => `E03${81 + nth}`),
      ),
    ).toBeUndefined()
  })

  it('lie under every row of the standard but the class of disputes, and under no other', () => {
    expect(['E03', 'E0303', '07', '0701', 'E01', 'E030381'].map(mayHoldOwn)).toEqual([
      true,
      true,
      true,
      true,
      false,
      false,
    ])
  })
})

describe('the words of a change', () => {
  const isTaken = (name: string, synonyms: string[] = []) => Check(KindChange, adding(name, synonyms))

  it('are one visible line of at most so many characters', () => {
    expect(isTaken('飞线充电 (电动车)', ['飞线', '拉线'])).toBe(true)
    expect(
      ['', ' 前', '后 ', '两\n行', '反\u202E向', '零\u200B宽', '空\u0000', '　全角'].map(name =>
        isTaken(name),
      ),
    ).toEqual(Array.from({ length: 8 }, () => false))
    expect(isTaken('长'.repeat(500))).toBe(false)
    expect([
      isTaken('好', ['长'.repeat(11)]),
      isTaken('好', ['狗', '狗']),
      isTaken('好', ['\u202E狗']),
    ]).toEqual([false, false, false])
  })
})
