import { describe, expect, it } from 'vitest'
import { emptyAct, fieldOf, unansweredIn, commandOf } from './actForm.ts'

const village = { code: '341222100201', name: '张槐村委会' }
const [one, two] = ['341222100201001', '341222100201002']
const draft = emptyAct(village, '2026-11-24')

describe('an act being filled in', () => {
  it('shares out what lies in a division: what nobody gave away stays with the first part', () => {
    const parts = [
      { code: village.code, name: '张槐村委会' },
      { code: ' 341222100209 ', name: ' 新槐村委会 ' },
    ]
    const split = { draft: { ...draft, parts, partOf: { [two]: 1 } }, children: [one, two] }

    expect(commandOf('split', village, split)).toEqual({
      kind: 'split',
      code: village.code,
      parts: [
        { code: village.code, name: '张槐村委会', children: [one] },
        { code: '341222100209', name: '新槐村委会', children: [two] },
      ],
    })
  })

  it('names no heir where none was picked', () => {
    expect(commandOf('cease', village, { draft, children: [] })).toMatchObject({ heir: null })
  })

  it('asks for what its kind needs, the document and the reason', () => {
    expect(unansweredIn('merge', draft, 12)).toEqual(['heir', 'ground', 'reason'])
    const filled = { ...draft, ground: '太政秘〔2026〕12号', reason: '村级区划调整' }
    expect(unansweredIn('recode', { ...filled, newCode: '34122210' }, 12)).toEqual(['newCode'])
    expect(unansweredIn('split', filled, 12)).toEqual(['parts'])
    expect(unansweredIn('cease', filled, 12)).toEqual([])
  })

  it('is told beside the field what was refused of it, and what of the whole', () => {
    expect(fieldOf('merge', 'division.itself')).toBe('heir')
    expect(fieldOf('split', 'division.tooEarly')).toBe('effectiveOn')
    expect(fieldOf('split', 'division.splitIncomplete')).toBe('parts')
    expect(fieldOf('rename', 'division.stale')).toBeUndefined()
    expect(fieldOf('rename', 'permission.missing')).toBeUndefined()
  })
})
