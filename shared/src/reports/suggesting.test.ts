import { describe, expect, it } from 'vitest'
import { categoryOf, spokenCodes, standardCatalogue } from '../cases/index.ts'
import { instant } from '../kernel/index.ts'
import { suggestionsFrom, type SpokenPlace } from './suggesting.ts'

const { kinds } = standardCatalogue.at(instant('2026-11-30T00:00:00.000Z'))
const places: SpokenPlace[] = [
  { code: '341222100', names: ['城关镇'], initials: 'cgz' },
  { code: '341222100001', names: ['关北社区居委会', '关北社区', '关北'], initials: 'gbsq' },
  { code: '341222100002', names: ['李庄村委会', '李庄村', '李庄'], initials: 'lzc' },
  { code: '341222101', names: ['旧县镇'], initials: 'jxz' },
  { code: '341222101007', names: ['李庄村委会', '李庄村', '李庄'], initials: 'lzc' },
]
const from = (sentence: string) => suggestionsFrom(sentence, { kinds, places })
const kindsIn = (sentence: string) => from(sentence).kinds.map(one => one.code)
const placesIn = (sentence: string) => from(sentence).places.map(one => one.code)

describe('the kind a sentence speaks of', () => {
  it.each([
    ['小区里有野狗咬人', 'E0608'],
    ['两家人打架了', 'E0202'],
    ['老板不发工资，我们是农民工', '0781'],
    ['楼道里有煤气味', 'E0302'],
    ['厨房燃气泄漏', 'E0508'],
    ['门口井盖没了', 'E0701'],
    ['有人要跳楼', 'E0510'],
    ['邻居家的水滴到我家，漏水', '0201'],
    ['路灯不亮三天了', 'E0702'],
  ])('%s → %s', (sentence, code) => {
    expect(kindsIn(sentence)[0]).toBe(code)
  })

  it('of one word that speaks of several is several, and says the word', () => {
    const { kinds: said } = from('下水道堵了')

    expect(said.map(one => one.code)).toEqual(expect.arrayContaining(['E0604', 'E0705']))
    expect(said[0]?.because).toBe('下水道')
  })

  it('is the county’s own where its synonym is said', () => {
    const [first] = kinds
    if (!first) throw new Error('no kinds')
    const own = { ...first, code: '0201A', name: '水渠纠纷', synonyms: ['水渠放水'], isOwn: true }

    expect(suggestionsFrom('村里水渠放水起了争执', { kinds: [...kinds, own], places }).kinds[0]).toEqual({
      code: '0201A',
      because: '水渠放水',
    })
  })

  it.each(['', '  ', '你好'])('of %j is none', sentence => {
    expect(from(sentence)).toEqual({ kinds: [], places: [] })
  })

  it('is spoken of by words of kinds that may be chosen', () => {
    expect(spokenCodes.filter(code => categoryOf(code) === undefined)).toEqual([])
    expect(spokenCodes.filter(code => !kinds.some(kind => kind.code === code))).toEqual([])
  })
})

describe('the place a sentence speaks of', () => {
  it.each([
    ['关北社区门口有野狗', ['341222100001']],
    ['城关镇关北那边路灯坏了', ['341222100001']],
    ['在 gbsq 门口', ['341222100001']],
    ['ＧＢＳＱ 门口', ['341222100001']],
    ['城关镇有人打架', ['341222100']],
    ['旧县镇李庄村', ['341222101007', '341222100002']],
  ])('%s', (sentence, codes) => {
    expect(placesIn(sentence)).toEqual(codes)
  })

  it('is each namesake where the township is not named', () => {
    expect(placesIn('李庄村着火了')).toEqual(['341222100002', '341222101007'])
  })
})
