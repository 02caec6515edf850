import { standardCatalogue, type CountyKind } from '@shuniu/shared/cases'
import { instant } from '@shuniu/shared/kernel'
import { describe, expect, it } from 'vitest'
import { changeOf, draftOf, fieldOf, proposalOf, synonymsIn, unansweredIn } from './kindForm.ts'

const today = '2026-11-24'
const kind: CountyKind = {
  ...(standardCatalogue.at(instant('2026-11-24T02:00:00.000Z')).of('E0608') ?? expect.fail('no kind')),
  synonyms: ['狗', '猫'],
}
const drafted = (act: 'add' | 'change' | 'end' | 'resume') => ({
  ...draftOf(kind, act, today),
  reason: '依据',
})

describe('an amendment being filled in', () => {
  it('says of a change what differs alone, whatever the order of synonyms', () => {
    const draft = { ...drafted('change'), synonyms: '猫，狗', defaultLevel: 'yellow' as const }

    expect(changeOf(draft, kind)).toEqual({ kind: 'change', defaultLevel: 'yellow' })
    expect(changeOf({ ...draft, synonyms: '' }, kind)).toMatchObject({ synonyms: [] })
  })

  it('begins empty for a kind that is added, with the level of what it stands under', () => {
    const draft = { ...drafted('add'), name: ' 遛狗不牵绳 ', shortName: '遛狗', synonyms: '遛狗、 犬只' }

    expect(proposalOf(draft, kind)).toEqual({
      code: 'E0608',
      effectiveFrom: today,
      change: {
        kind: 'add',
        name: '遛狗不牵绳',
        shortName: '遛狗',
        defaultLevel: 'blue',
        synonyms: ['遛狗', '犬只'],
      },
    })
  })

  it('names what is to be chosen instead of what ends, where there is such', () => {
    expect(changeOf(drafted('end'), kind)).toEqual({ kind: 'end' })
    expect(changeOf({ ...drafted('end'), instead: 'E0699' }, kind)).toEqual({ kind: 'end', instead: 'E0699' })
    expect(changeOf(drafted('resume'), kind)).toEqual({ kind: 'resume' })
  })

  it.each([
    ['nothing', {}, []],
    ['a reason', { reason: '  ' }, ['reason']],
    ['a name', { name: '' }, ['name']],
    ['a name that turns the writing', { name: '反\u202E向' }, ['name']],
    ['a short name', { shortName: '七个字的简称啊' }, ['shortName']],
    ['synonyms that are short', { synonyms: '长'.repeat(11) }, ['synonyms']],
    ['synonyms said once', { synonyms: '狗、狗' }, ['synonyms']],
    ['a day', { effectiveFrom: '' }, ['effectiveFrom']],
  ])('still lacks %s', (_, differing, fields) => {
    expect(unansweredIn({ ...drafted('change'), ...differing })).toEqual(fields)
  })

  it('has its words parted by any sign between', () => {
    expect(synonymsIn('堵、吵架, 狗；猫  鸟')).toEqual(['堵', '吵架', '狗', '猫', '鸟'])
  })

  it('is told at its question what the server refuses', () => {
    const codes = ['catalogue.nameTaken', 'catalogue.synonymTaken', 'catalogue.pastDay', 'catalogue.stale']

    expect(codes.map(code => fieldOf({ code, detail: {} }))).toEqual([
      'name',
      'synonyms',
      'effectiveFrom',
      undefined,
    ])
  })
})
