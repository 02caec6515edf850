import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, shanghaiDay, shanghaiDayStart } from '../../calendar/index.ts'
import { instant, toMs, type Instant } from '../../kernel/index.ts'
import {
  catalogueOn,
  categories,
  categoryOf,
  countyCatalogueOf,
  insteadOf,
  isDispute,
  kindNamesOf,
  leafCategories,
  namesToKeep,
  standardCatalogue,
  standardOf,
  topClassOf,
  wrongKind,
  type Amendment,
  type KindChange,
} from './index.ts'

const made = instant('2026-11-24T02:00:00.000Z')
const anAmendment = (differing: Partial<Amendment> & { readonly change: KindChange }): Amendment => ({
  id: 1,
  code: 'E0303',
  effectiveFrom: '2026-12-01',
  madeAt: made,
  ...differing,
})
const added = (
  code: string,
  { name = '电动车飞线充电', ...differing }: Partial<Amendment> & { readonly name?: string } = {},
): Amendment =>
  anAmendment({
    code,
    change: {
      kind: 'add',
      name,
      shortName: '飞线充电',
      defaultLevel: 'yellow',
      synonyms: ['飞线'],
    },
    ...differing,
  })
const ended = (code: string, differing: Partial<Amendment> & { instead?: string } = {}): Amendment => {
  const { instead, ...others } = differing
  return anAmendment({ code, change: { kind: 'end', ...(instead !== undefined && { instead }) }, ...others })
}
const renamed = (code: string, name: string, differing: Partial<Amendment> = {}): Amendment =>
  anAmendment({ code, change: { kind: 'change', name }, ...differing })
const dayStart = (day: string) => shanghaiDayStart(day)
const before = (at: Instant) => instant(toMs(at) - 1)

describe('the catalogue of a county that has changed nothing', () => {
  it('is the standard', () => {
    const { rows, kinds } = standardCatalogue.at(made)

    expect(rows.map(({ code }) => code).sort()).toEqual(categories.map(({ code }) => code).sort())
    expect(new Set(kinds.map(({ code }) => code))).toEqual(new Set(leafCategories.map(({ code }) => code)))
  })
})

describe('an amendment', () => {
  it('takes effect as its day begins in Shanghai, and not before', () => {
    const county = countyCatalogueOf([renamed('E0303', '飞线')])
    const from = dayStart('2026-12-01')

    expect(county.at(before(from)).of('E0303')?.name).toBe('用电隐患')
    expect(county.at(from).of('E0303')?.name).toBe('飞线')
    expect(catalogueOn(county, '2026-11-30').of('E0303')?.name).toBe('用电隐患')
  })

  it('of today takes effect once it is made: what happened this morning was called as it was', () => {
    const county = countyCatalogueOf([renamed('E0303', '飞线', { effectiveFrom: '2026-11-24' })])

    expect(county.at(before(made)).of('E0303')?.name).toBe('用电隐患')
    expect(county.at(made).of('E0303')?.name).toBe('飞线')
  })

  it('adds a kind that is drawn, kept secret and counted as what it stands under', () => {
    const county = countyCatalogueOf([added('E020581', { name: '冷暴力' })])
    const { kinds, of } = county.at(dayStart('2026-12-01'))

    expect(of('E020581')).toMatchObject({ name: '冷暴力', isOwn: true, parent: 'E0205', sensitive: true })
    expect(kinds.map(({ code }) => code)).toEqual(expect.arrayContaining(['E0205', 'E020581']))
    expect([topClassOf('E020581')?.code, standardOf('E020581')?.code]).toEqual(['E02', 'E0205'])
    expect([isDispute('020181'), topClassOf('0281')?.code]).toEqual([true, 'E01'])
  })

  it('ends a class with all below it, and leaves all of it to be read', () => {
    const { kinds, of, isInUse } = countyCatalogueOf([ended('E10')]).at(dayStart('2026-12-01'))

    expect(kinds.filter(({ code }) => code.startsWith('E10'))).toEqual([])
    expect([isInUse('E1001'), of('E1001')?.name]).toEqual([false, categoryOf('E1001')?.name])
  })
})

describe('a report', () => {
  const now = instant('2026-12-01T02:00:00.000Z')
  const county = countyCatalogueOf([ended('E0303', { instead: 'E0301' })])
  const codeAt = (occurredAt: string) =>
    wrongKind(county, 'E0303', { occurredAt: instant(occurredAt), now })?.refusal

  it('of what happened before its kind ended is taken, however late it comes', () => {
    expect(codeAt('2026-11-30T15:59:59.999Z')).toBeUndefined()
  })

  it('of what happened since is refused, with what to choose', () => {
    expect(codeAt('2026-11-30T16:00:00.000Z')).toEqual({
      code: 'category.ended',
      detail: {
        code: 'E0303',
        name: '用电隐患',
        from: '2026-12-01',
        instead: 'E0301',
        insteadName: '消防隐患',
      },
    })
  })

  it('under a code that is nowhere is refused', () => {
    expect(wrongKind(county, 'E030381', { occurredAt: now, now })?.refusal.code).toBe('category.unknown')
  })

  it('is led on where what was to be chosen has ended too, at last to 其他', () => {
    const at = dayStart('2026-12-01')
    const inRound = [ended('E0303', { instead: 'E0301' }), ended('E0301', { id: 2, instead: 'E0303' })]

    expect(insteadOf(countyCatalogueOf(inRound).at(at), 'E0303')?.code).toBe('E0399')
    expect(insteadOf(countyCatalogueOf([...inRound, ended('E0399', { id: 3 })]).at(at), 'E0303')?.code).toBe(
      'E9999',
    )
  })
})

describe('a case', () => {
  it('keeps the words of its own day where they are not those of the standard', () => {
    const { of: _, ...then } = countyCatalogueOf([renamed('E0303', '飞线'), added('E030381', { id: 2 })]).at(
      dayStart('2026-12-01'),
    )
    const catalogue = { of: _, ...then }

    expect(namesToKeep(catalogue, 'E0301')).toBeNull()
    expect(namesToKeep(catalogue, 'E0303')).toEqual({ name: '飞线', shortName: '用电隐患' })
    expect(kindNamesOf({ categoryCode: 'E030381', kindNames: namesToKeep(catalogue, 'E030381') })?.name).toBe(
      '电动车飞线充电',
    )
    expect(kindNamesOf({ categoryCode: 'E0301' })?.name).toBe('消防隐患')
  })
})

/** What a plain replay knows of one kind at a moment, written without any of the rule. */
interface Replayed {
  name: string | undefined
  level: string | undefined
  words: readonly string[]
  isUsed: boolean
}

function replay(amendments: readonly Amendment[], code: string, at: Instant): Replayed {
  const own = categoryOf(code)
  const state: Replayed = { name: own?.name, level: own?.defaultLevel, words: [], isUsed: own !== undefined }
  const startOf = ({ effectiveFrom, madeAt }: Amendment): number =>
    Math.max(Date.parse(`${effectiveFrom}T00:00:00+08:00`), Date.parse(madeAt))
  const begun = amendments.filter(one => one.code === code && startOf(one) <= Date.parse(at))
  for (const { change } of begun.sort((a, b) => startOf(a) - startOf(b) || a.id - b.id)) {
    if (change.kind === 'end') state.isUsed = state.name === undefined ? state.isUsed : false
    if (change.kind === 'resume' && state.name !== undefined) state.isUsed = true
    if (change.kind === 'add') state.isUsed = true
    if (change.kind === 'change' && state.name === undefined) continue
    if (change.kind === 'add' || change.kind === 'change') {
      state.name = change.name ?? state.name
      state.level = change.defaultLevel ?? state.level
      state.words = change.synonyms ?? state.words
    }
  }
  return state
}

const names = fc.constantFrom('堵路', '吵架', '流浪狗', '飞线', '占道')
const levels = fc.constantFrom('red', 'orange', 'yellow', 'blue')
const words = fc.uniqueArray(fc.constantFrom('堵', '吵', '狗', '线'), { maxLength: 3 })
const change: fc.Arbitrary<KindChange> = fc.oneof(
  fc.record({ name: names, shortName: names, defaultLevel: levels, synonyms: words }).map(said => ({
    kind: 'add' as const,
    ...said,
  })),
  fc
    .record({ name: names, defaultLevel: levels, synonyms: words }, { requiredKeys: [] })
    .map(said => ({ kind: 'change' as const, ...said })),
  fc.constant({ kind: 'end' as const }),
  fc.constant({ kind: 'resume' as const }),
)
const codes = ['E0303', '0201', 'E0381', 'E030381', '020181'] as const
const history = fc
  .array(
    fc.record({
      code: fc.constantFrom(...codes),
      change,
      inDays: fc.integer({ min: 0, max: 9 }),
      afterH: fc.integer({ min: 0, max: 200 }),
    }),
    { maxLength: 24 },
  )
  .map(said =>
    said
      .filter(({ code, change: { kind } }) => kind !== 'add' || categoryOf(code) === undefined)
      .map(({ code, change: said_, inDays, afterH }, nth): Amendment => {
        const madeAt = instant(toMs(made) + afterH * 3_600_000)
        const effectiveFrom = addDays(shanghaiDay(madeAt), inDays)
        return { id: nth + 1, code, change: said_, madeAt, effectiveFrom }
      }),
  )

describe('the catalogue at any moment', () => {
  it('is what a plain replay of the amendments makes of each kind', () => {
    fc.assert(
      fc.property(history, fc.integer({ min: -24, max: 480 }), (amendments, hours) => {
        const at = instant(toMs(made) + hours * 3_600_000)
        const catalogue = countyCatalogueOf(amendments).at(at)
        for (const code of codes) {
          const told = catalogue.of(code)
          expect({
            name: told?.name,
            level: told?.defaultLevel,
            words: told?.synonyms ?? [],
            isUsed: told !== undefined && !told.ended,
          }).toEqual(replay(amendments, code, at))
        }
      }),
    )
  })

  it('is never another for what is said afterwards', () => {
    fc.assert(
      fc.property(history, history, (first, later) => {
        const known = countyCatalogueOf(first)
        const end = Math.max(toMs(made), ...first.map(({ madeAt }) => toMs(madeAt)))
        const after = later.map((one, nth): Amendment => {
          const madeAt = instant(end + 1 + nth)
          return {
            ...one,
            id: first.length + nth + 1,
            madeAt,
            effectiveFrom: addDays(shanghaiDay(madeAt), nth),
          }
        })
        const grown = countyCatalogueOf([...first, ...after])
        const at = instant(end)

        expect(grown.at(at).rows).toEqual(known.at(at).rows)
      }),
    )
  })
})
