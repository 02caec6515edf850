import { PostedReport } from '@shuniu/shared/reports'
import { Check } from 'typebox/schema'
import { describe, expect, it } from 'vitest'
import {
  bodyOf,
  draftOf,
  emptyDraft,
  fieldOf,
  levelOf,
  missingIn,
  ownPlace,
  type ReportDraft,
} from './reportForm.ts'

const at = '2026-11-24T06:00:00.000Z'
const aDraft = (part: Partial<ReportDraft> = {}): ReportDraft => ({
  ...emptyDraft({ by: 'area', code: '341222100001001' }),
  text: ' 井盖缺损 ',
  categoryCode: 'E0701',
  ...part,
})

describe('a draft', () => {
  it('becomes a report of the contract’s shape, with the level of its category', () => {
    const body = bodyOf(aDraft(), at)

    expect(Check(PostedReport, body)).toBe(true)
    expect(body).toMatchObject({ text: '井盖缺损', level: 'yellow', areaCode: '341222100001001' })
  })

  it('says the place where the phone stood, and no division beside it', () => {
    const body = bodyOf(aDraft({ place: { by: 'fix', lon: 115.6, lat: 33.1, accuracyM: 12 } }), at)

    expect(body?.position).toEqual({ lon: 115.6, lat: 33.1, accuracyM: 12, datum: 'WGS84' })
    expect(body?.areaCode).toBeUndefined()
  })

  it.each([
    [{ text: '  ' }, ['text']],
    [{ text: '', photos: [{ id: 'a', file: new Blob(['x']) }] }, []],
    [{}, []],
  ] as const)('with %j misses %j', (part, missing) => {
    expect(missingIn(aDraft(part))).toEqual(missing)
  })

  it('without category or place is not sent', () => {
    expect(missingIn(emptyDraft())).toEqual(['text', 'category', 'place'])
    expect(bodyOf({ ...emptyDraft(), text: '有情况' }, at)).toBeUndefined()
  })

  it('keeps the level that the reporter chose', () => {
    expect(levelOf(aDraft({ level: 'red' }))).toBe('red')
  })

  it('of a post wider than a village has no place of its own', () => {
    expect(ownPlace('341222')).toBeUndefined()
    expect(ownPlace('341222100001')).toEqual({ by: 'area', code: '341222100001' })
  })
})

describe('a refused report', () => {
  const refusedBy = (code: string) => {
    const draft = aDraft()
    const body = bodyOf(draft, at)
    if (!body) throw new Error('nothing is missing')
    const standing = { is: 'refused', refusal: { code, detail: {} } } as const
    return { draft, again: draftOf({ id: body.id, accountId: 'a', body, photos: [], standing }) }
  }

  it('goes back into the form as it was, under its id', () => {
    const { draft, again } = refusedBy('area.unknown')

    expect(again).toMatchObject({ id: draft.id, text: '井盖缺损', place: draft.place, categoryCode: 'E0701' })
  })

  it('gets another id when another report has taken its own', () => {
    const { draft, again } = refusedBy('command.idTaken')

    expect(again.id).not.toBe(draft.id)
  })

  it.each([
    ['category.unknown', 'category'],
    ['area.unknown', 'place'],
    ['upload.unknownType', 'photos'],
    ['permission.missing', undefined],
  ])('tells %s at %s', (code, field) => {
    expect(fieldOf(code)).toBe(field)
  })
})
