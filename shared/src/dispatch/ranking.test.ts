import { describe, expect, it } from 'vitest'
import { dutyCalendar, dutyTime, defaultDutyHours } from '../calendar/index.ts'
import { instant } from '../kernel/index.ts'
import { dutyNow, mostProposals, rankUnits, type SentCase, type UnitCandidate } from './index.ts'

const county = '341222'
const township = '341222101'
const duty = dutyTime(dutyCalendar(), defaultDutyHours)
/** A Tuesday, ten o'clock in China. */
const now = instant('2026-11-24T02:00:00.000Z')
const night = instant('2026-11-24T15:00:00.000Z')
const allDay = [{ kind: 'duty', phone: '0558-8600001', hours: null }] as const
const gasLeak: SentCase = { categoryCode: 'E0508', areaCode: '341222101201', tier: 'township' }

const aProfile = (differing: Partial<UnitCandidate['profile']> = {}): UnitCandidate['profile'] => ({
  duties: [],
  lines: [],
  stationing: null,
  stationingDays: [],
  ...differing,
})
const aUnit = (unitId: string, differing: Partial<UnitCandidate> = {}): UnitCandidate => ({
  unitId,
  kind: 'force',
  areaCode: township,
  profile: aProfile(),
  open: 0,
  isOpenFloor: false,
  sent: 0,
  hasRefused: false,
  ...differing,
})
const charged = (
  categoryPrefix: string,
  areaCode = township,
  more: Partial<UnitCandidate['profile']> = {},
) => ({
  profile: aProfile({ duties: [{ categoryPrefix, areaCode }], ...more }),
})
const ranked = (current: SentCase, units: readonly UnitCandidate[], at = now) =>
  rankUnits(current, units, { now: at, duty }).map(({ unitId }) => unitId)

describe('the unit to send', () => {
  it('for a gas leak is the one charged with it, never one that merely was sent more', () => {
    const land = aUnit('land', { sent: 500 })
    const safety = aUnit('safety', { ...charged('E0508'), open: 90 })

    expect(ranked(gasLeak, [land, safety])).toEqual(['safety', 'land'])
    expect(ranked(gasLeak, [aUnit('land')])).toEqual([])
  })

  it('is the one charged with the very kind before one charged with its class', () => {
    expect(ranked(gasLeak, [aUnit('class', charged('E05')), aUnit('kind', charged('E0508'))])).toEqual([
      'kind',
      'class',
    ])
  })

  it('is not one charged with it elsewhere, or one that lies elsewhere', () => {
    const elsewhere = aUnit('elsewhere', charged('E0508', '341222102'))
    const outside = aUnit('outside', { ...charged('E0508', county), areaCode: '341222102' })

    expect(ranked(gasLeak, [elsewhere, outside])).toEqual([])
  })

  it('stands at the tier that has the case in hand, before the others', () => {
    const units = [
      aUnit('bureau', { ...charged('E0508', county), kind: 'department', areaCode: county }),
      aUnit('station', charged('E0508')),
    ]

    expect(ranked(gasLeak, units)).toEqual(['station', 'bureau'])
    expect(ranked({ ...gasLeak, tier: 'county' }, units)).toEqual(['bureau', 'station'])
  })

  it('is there now, of several alike', () => {
    const units = [
      aUnit('shut', charged('E0508')),
      aUnit('byTelephone', charged('E0508', township, { lines: [...allDay] })),
    ]

    expect(ranked(gasLeak, units, night)).toEqual(['byTelephone', 'shut'])
  })

  it('has the least open, of several alike', () => {
    const units = [
      aUnit('busy', { ...charged('E0508'), open: 8, sent: 90 }),
      aUnit('free', { ...charged('E0508'), open: 3 }),
    ]

    expect(ranked(gasLeak, units)).toEqual(['free', 'busy'])
  })

  it('was sent for it before, where nothing else tells several apart', () => {
    const units = [aUnit('a', { ...charged('E0508'), sent: 1 }), aUnit('b', { ...charged('E0508'), sent: 4 })]

    expect(ranked(gasLeak, units)).toEqual(['b', 'a'])
  })

  it('is no centre, which passes cases on, unless it is charged', () => {
    const centre = aUnit('centre', { kind: 'centre', sent: 50 })

    expect(ranked(gasLeak, [centre])).toEqual([])
    expect(ranked(gasLeak, [{ ...centre, ...charged('E05') }])).toEqual(['centre'])
  })

  it('is the one that sent the case back last of all', () => {
    const back = aUnit('back', { ...charged('E0508'), hasRefused: true })

    expect(ranked(gasLeak, [back, aUnit('other', charged('E05'))])).toEqual(['other', 'back'])
  })

  it('for a dispute is whoever is charged with its class before who has all disputes', () => {
    const dispute: SentCase = { ...gasLeak, categoryCode: '0102' }

    expect(ranked(dispute, [aUnit('all', charged('E01')), aUnit('family', charged('01'))])).toEqual([
      'family',
      'all',
    ])
  })

  it('comes with as many others as there are digits', () => {
    const many = Array.from({ length: 20 }, (_, n) => aUnit(`unit${n}`, charged('E05')))

    expect(ranked(gasLeak, many)).toHaveLength(mostProposals)
  })
})

describe('whether a unit is there', () => {
  const line = { kind: 'duty', phone: '0558-8600001' } as const
  it.each([
    ['in office hours', aProfile(), now, 'hours'],
    ['after them', aProfile(), night, 'off'],
    ['on a day of its rotation', aProfile({ stationing: 'rotating', stationingDays: [2] }), now, 'hours'],
    ['on another day', aProfile({ stationing: 'rotating', stationingDays: [3] }), now, 'off'],
    ['when called only', aProfile({ stationing: 'onCall', lines: [...allDay] }), now, 'line'],
    [
      'by a line of the day at night',
      aProfile({ lines: [{ ...line, hours: { opens: '08:00', closes: '18:00' } }] }),
      night,
      'off',
    ],
    [
      'by a line over midnight',
      aProfile({ lines: [{ ...line, hours: { opens: '18:00', closes: '08:00' } }] }),
      night,
      'line',
    ],
    [
      'by the line of an office',
      aProfile({ lines: [{ kind: 'office', phone: line.phone, hours: null }] }),
      night,
      'off',
    ],
  ] as const)('%s', (_, profile, at, is) => {
    expect(dutyNow(aUnit('unit', { profile }), at, duty)).toBe(is)
  })
})
