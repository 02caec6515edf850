import { describe, expect, it } from 'vitest'
import {
  calledParties,
  callBackMethods,
  callResults,
  categories,
  categoryIcons,
  categoryOf,
  isDispute,
  leafCategories,
  levelRows,
  listB,
  listC,
  listMappings,
  mappingOf,
  outcomes,
  petitionClasses,
  refuseReasons,
  rejectReasons,
  resolutionMethods,
  sources,
  topClassOf,
  verifyMethods,
  type Category,
} from './index.ts'

const codesOf = (rows: readonly { readonly code: string }[]) => rows.map(row => row.code)
const isListA = ({ code }: Category) => !code.startsWith('E')
const listA = categories.filter(isListA)

const lists = {
  calledParties,
  callBackMethods,
  callResults,
  categories,
  sources,
  outcomes,
  resolutionMethods,
  rejectReasons,
  refuseReasons,
  verifyMethods,
  listB,
  listC,
  petitionClasses,
  levels: Object.values(levelRows),
}

describe('every list', () => {
  it.each(Object.entries(lists))('%s has unique codes and no empty name', (_, rows) => {
    expect(rows.length).toBeGreaterThan(2)
    expect(new Set(codesOf(rows)).size).toBe(rows.length)
    expect(rows.filter(row => row.name.trim() === '')).toEqual([])
  })
})

describe('categories', () => {
  it.each(categories.filter(row => row.parent !== null).map(row => [row.code, row.parent ?? ''] as const))(
    '%s hangs under %s, which stands before it and begins its code',
    (code, parent) => {
      expect(codesOf(categories).indexOf(parent)).toBeGreaterThanOrEqual(0)
      expect(codesOf(categories).indexOf(parent)).toBeLessThan(codesOf(categories).indexOf(code))
      expect(parent === 'E01' || code.startsWith(parent)).toBe(true)
    },
  )

  it('has the eleven event classes of the field, in order', () => {
    const tops = categories.filter(row => row.parent === null)
    expect(codesOf(tops)).toEqual([
      'E01',
      'E02',
      'E03',
      'E04',
      'E05',
      'E06',
      'E07',
      'E08',
      'E09',
      'E10',
      'E99',
    ])
  })

  it('has the seventeen classes of list A under the class of disputes', () => {
    const classes = listA.filter(row => row.parent === 'E01')
    const numbers = Array.from({ length: 16 }, (_, at) => String(at + 1).padStart(2, '0'))
    expect(codesOf(classes)).toEqual([...numbers, '99'])
  })

  it('keeps the shape of codes by which clocks tell disputes from the rest', () => {
    expect(categories.filter(row => !/^(E\d{2}(\d{2})?|\d{2}(\d{2})?)$/.test(row.code))).toEqual([])
    expect(categories.filter(row => isDispute(row.code) !== (isListA(row) || row.code === 'E01'))).toEqual([])
  })

  it('files reports only under four digits, and every class has such a leaf', () => {
    expect(leafCategories.filter(row => !/^E?\d{4}$/.test(row.code))).toEqual([])
    const tops = new Set(leafCategories.map(row => topClassOf(row.code)?.code))
    expect(tops.size).toBe(11)
    expect(leafCategories.filter(isListA)).toHaveLength(listA.length - 17)
  })

  it('closes each event class, and each class of list A that has one, with its 其他', () => {
    const classes = categories.filter(row => row.code !== 'E01' && !leafCategories.includes(row))
    const without = classes.filter(row => categoryOf(`${row.code}99`) === undefined)
    expect(codesOf(without)).toEqual(['14', '16'])
  })

  it.each([
    ['0101', 'E01', true],
    ['01', 'E01', true],
    ['E01', 'E01', true],
    ['9999', 'E01', true],
    ['E0101', undefined, false],
    ['E0301', 'E03', false],
    ['E9999', 'E99', false],
    ['0180', undefined, false],
    ['0198', 'E01', true],
    ['E0181', undefined, false],
    ['', undefined, false],
    ['constructor', undefined, false],
  ])('%s is of class %s, a dispute: %s', (code, top, dispute) => {
    expect(topClassOf(code)?.code).toBe(top)
    expect(isDispute(code)).toBe(dispute)
  })

  it('keeps short names to six characters and uses every picture', () => {
    expect(categories.filter(row => row.shortName === '' || [...row.shortName].length > 6)).toEqual([])
    expect(new Set(categories.map(row => row.icon))).toEqual(new Set(categoryIcons))
  })

  it('hides home violence, sexual violence, minors and informants, and nothing by accident', () => {
    const hidden = categories.filter(row => row.sensitive)
    expect(codesOf(hidden)).toEqual(['E0204', 'E0205', 'E0206', 'E0402', 'E0406', 'E0407', 'E0510', 'E0903'])
  })

  it('asks for a photo at closing only where something was dangerous or broken', () => {
    const classes = new Set(
      categories.filter(row => row.photoAtClosing).map(row => topClassOf(row.code)?.code),
    )
    expect([...classes]).toEqual(['E03', 'E07', 'E09', 'E10'])
    expect(categories.filter(row => isDispute(row.code) && row.photoAtClosing)).toEqual([])
  })

  it('lets nobody settle a dispute or what is graver than blue on the spot', () => {
    const settled = categories.filter(row => row.selfDone)
    expect(settled.length).toBeGreaterThan(0)
    expect(settled.filter(row => isDispute(row.code) || row.defaultLevel !== 'blue')).toEqual([])
  })
})

describe('the mapping of list A', () => {
  it('has one row for every leaf and for nothing else', () => {
    const leaves = codesOf(leafCategories.filter(isListA))
    expect(listMappings.map(row => row.listA)).toEqual(leaves)
  })

  it('agrees with the classes of petitions where they are published', () => {
    const published = {
      houseHomestead: 'agriculture',
      production: 'market',
      forestLand: 'naturalResources',
      expropriation: 'construction',
      pollution: 'ecology',
      labour: 'labour',
      unpaidWages: 'labour',
      roadTraffic: 'transport',
      medical: 'health',
      propertyManagement: 'propertyManagement',
      consumption: 'economy',
      tourism: 'culture',
    }
    const told = Object.entries(published)
    const wrong = listMappings.filter(row =>
      told.some(([c, petition]) => c === row.listC && petition !== row.petition),
    )
    expect(wrong).toEqual([])
  })

  it.each([
    ['0102', '16', 'marriageFamily'],
    ['0502', '09', 'medical'],
    ['0781', '08', 'unpaidWages'],
    ['1102', '01', 'expropriation'],
    ['1403', '23', 'other'],
  ])('counts %s as %s in list B and %s in list C', (a, b, c) => {
    expect(mappingOf(a)).toMatchObject({ listB: b, listC: c })
  })

  it('says nothing of what is no leaf of list A', () => {
    expect(['01', 'E01', 'E0301', ''].map(mappingOf)).toEqual([undefined, undefined, undefined, undefined])
  })
})

describe('sources and outcomes', () => {
  it('are numbered as the field numbers them', () => {
    const numbers = Array.from({ length: 16 }, (_, at) => String(at + 1).padStart(2, '0'))
    expect(codesOf(sources)).toEqual([...numbers, '99'])
    expect(codesOf(outcomes)).toEqual([
      '10',
      '11',
      '12',
      '13',
      '20',
      '21',
      '30',
      '31',
      '40',
      '41',
      '42',
      '90',
    ])
  })

  it('sends somebody to look first only for reports from outside', () => {
    expect(codesOf(sources.filter(row => row.checkFirst))).toEqual(['02', '04', '11', '13', '16'])
  })
})
