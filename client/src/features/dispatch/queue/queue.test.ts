import {
  caseStatuses,
  isOpen,
  sensitiveCategoryCode,
  topClassOf,
  type CaseLevel,
  type CaseView,
} from '@shuniu/shared/cases'
import type { Actor } from '@shuniu/shared/identity'
import { describe, expect, it } from 'vitest'
import { aCaseView } from '../../cases/builders.ts'
import { meets, wide } from './narrowing.ts'
import { byWatch } from './order.ts'
import { arrivals, departures, neighbour, settled, withGrave } from './roster.ts'
import { sideTabIds, createSorter, filterOf, queueTabIds, statusesByTab, tabsOf } from './tabs.ts'

const actor: Actor = {
  accountId: '01900000-0000-7000-8000-000000000300',
  name: '李四',
  role: 'townshipDispatcher',
  scope: '341222101',
  unitId: '01900000-0000-7000-8000-000000000001',
}
const aView = (id: string, named: Partial<CaseView> = {}): CaseView => aCaseView({ id, ...named })
const today = '2026-11-24'
const now = '2026-11-24T02:00:00.000Z'
const ownUnitId = '01900000-0000-7000-8000-000000000001'
const beside = (named: object): Partial<CaseView> => named
const nobodys = { isMine: () => false, nowMs: Date.parse(now) }
const due = (hour: string, level: CaseLevel = 'blue') => ({ level, dueAt: `2026-11-24T${hour}:00:00.000Z` })

describe('the order of the queue', () => {
  it('puts the gravest first, then what runs out first, then what has no clock', () => {
    const cases = [
      aView('1'),
      aView('2', due('09')),
      aView('3', due('08')),
      aView('4', due('12', 'red')),
      aView('5', due('07', 'yellow')),
    ]

    expect(settled(cases, nobodys)).toEqual(['4', '5', '3', '2', '1'])
  })

  it('puts what is grave and taken on by nobody before all, then what is mine by what is left of its time, then the rest', () => {
    const handled = { status: 'handling' } as const
    const light = (hour: string, orange: string) => ({
      ...due(hour),
      orangeAt: `2026-11-24T${orange}:00:00.000Z`,
    })
    const cases = [
      aView('others red', { ...due('01', 'red'), ...handled }),
      aView('others late', { ...due('01'), ...handled }),
      aView('mine', light('09', '08')),
      aView('mine soon', light('03', '01')),
      aView('mine late', due('01')),
      aView('mine grave', { ...due('11', 'orange'), status: 'accepted' }),
      aView('untaken', due('23', 'red')),
    ]
    const isMine = ({ id }: { readonly id: string }) => id.startsWith('mine')

    expect([...cases].sort(byWatch({ isMine, nowMs: Date.parse(now) })).map(seen => seen.id)).toEqual([
      'untaken',
      'mine grave',
      'mine late',
      'mine soon',
      'mine',
      'others red',
      'others late',
    ])
  })
})

describe('a narrowed queue', () => {
  const red = aView('1', { level: 'red', sourceCode: '04', categoryCode: '0101', areaCode: '341222101201' })

  it.each([
    [{ levels: ['red', 'orange'] }, true],
    [{ levels: ['blue'] }, false],
    [{ area: '341222101' }, true],
    [{ area: '341222102' }, false],
    [{ category: '01' }, true],
    [{ category: '02' }, false],
    [{ source: '04', unitId: ownUnitId }, true],
    [{ source: '01' }, false],
    [{ unitId: 'another' }, false],
  ] as const)('by %j shows a red case of the hotline: %s', (asked, isMet) => {
    expect(meets(red, { ...wide, ...asked }, actor)).toBe(isMet)
  })

  it('to what its own tier answers for leaves out what the townships do', () => {
    const own = { ...wide, tier: 'own' } as const
    const county = { ...actor, scope: '341222' }
    expect([meets(red, own, actor), meets(red, own, county), meets(red, wide, county)]).toEqual([
      true,
      false,
      true,
    ])
    expect(meets({ ...red, tier: 'county' }, own, county)).toBe(true)
  })

  it('finds a masked case by nothing that it does not tell', () => {
    const masked = { ...red, sensitive: true, categoryCode: sensitiveCategoryCode }
    const { code } = topClassOf(sensitiveCategoryCode) ?? { code: sensitiveCategoryCode }
    expect(meets(masked, { ...wide, category: code }, actor)).toBe(false)
    expect(meets(masked, { ...wide, source: '04' }, actor)).toBe(false)
  })
})

describe('the tabs of the queue', () => {
  it('gather every open status exactly once', () => {
    const gathered = Object.values(statusesByTab).flat()

    expect([...gathered].sort()).toEqual(caseStatuses.filter(isOpen).sort())
  })

  it.each(queueTabIds)('of %s count what a list of the server holds', tab => {
    expect(Object.keys(filterOf(tab, today)).length).toBeGreaterThan(0)
  })

  it('show a case to be accepted among what its desk owes, and an overdue one as such', () => {
    expect(tabsOf(aView('1', { overdue: true }), actor, today)).toEqual([
      'all',
      'reported',
      'overdue',
      'todo',
    ])
  })

  it('show a case as late of which only a helping unit is, to that unit and to everybody else', () => {
    const clock = { dueAt: now, yellowAt: null, orangeAt: null, overdue: true }
    const helped = aView('1', {
      status: 'handling',
      coUnits: [{ unitId: 'police', state: 'working', since: now, clock }],
    })

    for (const unitId of ['police', 'housing', ownUnitId]) {
      expect(tabsOf(helped, { ...actor, unitId }, today)).toContain('overdue')
    }
    expect(filterOf('overdue', today)).toEqual({ open: 'true', late: 'true' })
  })

  it('show what waits for others to nobody as owed, and a closed case nowhere', () => {
    expect(tabsOf(aView('1', { status: 'assigned' }), actor, today)).toEqual(['all', 'assigned'])
    expect(tabsOf(aView('1', { status: 'closed' }), actor, today)).toEqual([])
  })

  it.each([
    ['extension', { extension: { nth: 1, askedById: actor.accountId, askedAt: now, dueAt: now } }],
    ['helping', { coUnits: [{ unitId: ownUnitId, state: 'working', since: now }] }],
    ['escalated', { escalatedFrom: [{ tier: 'village', unitId: ownUnitId }] }],
    ['supervised', { supervision: { number: '督〔2026〕1号', card: 'yellow', at: now, answeredAt: null } }],
    ['suspended', { status: 'suspended', suspension: { reasonCode: 'season', until: now } }],
  ] as const)('show beside the loop what waits as %s', (tab, named) => {
    expect(tabsOf(aView('1', { status: 'handling', ...beside(named) }), actor, today)).toContain(tab)
    expect(tabsOf(aView('1', { status: 'handling' }), actor, today)).not.toContain(tab)
  })

  it('show no notice that was answered and no part that was given', () => {
    const seen = aView('1', {
      status: 'handling',
      supervision: { number: '督〔2026〕1号', card: 'yellow', at: now, answeredAt: now },
      coUnits: [{ unitId: ownUnitId, state: 'answered', since: now }],
    })

    expect(tabsOf(seen, actor, today).filter(tab => sideTabIds.some(one => one === tab))).toEqual([])
  })

  it('show a call-back from the day it is due', () => {
    const drawn = aView('1', { status: 'closed', sampled: true, dueAt: '2026-11-25T10:00:00.000Z' })
    const sort = createSorter(actor)

    expect(sort([drawn], today).callBack).toEqual([])
    expect(sort([drawn], '2026-11-25').callBack).toEqual([drawn])
  })

  it('count each case where it stands', () => {
    const standing = createSorter(actor)([aView('1'), aView('2', { status: 'signed' }), aView('3')], today)

    expect(standing.all).toHaveLength(3)
    expect(standing.reported).toHaveLength(2)
    expect(standing.handling).toHaveLength(1)
  })
})

describe('the rows on the screen', () => {
  const held = [aView('1', due('08')), aView('2', due('09'))]
  const roster = settled(held, nobodys)
  const all = new Map(
    [...held, aView('3', due('07')), aView('4', due('10', 'red'))].map(one => [one.id, one]),
  )
  const seenOf = (id: string) => all.get(id)

  it('keep their places while new ones wait in the counter', () => {
    const now = [...held, aView('3', due('07'))]

    expect(withGrave(roster, now, { ...nobodys, seenOf })).toBe(roster)
    expect(arrivals(roster, now).map(seen => seen.id)).toEqual(['3'])
  })

  it('let a red case in at once, where it belongs', () => {
    const now = [...held, aView('4', due('10', 'red'))]

    expect(withGrave(roster, now, { ...nobodys, seenOf })).toEqual(['4', '1', '2'])
  })

  it('count those that stand here still but have gone on', () => {
    expect(departures(roster, held.slice(1))).toBe(1)
  })

  it.each([
    ['1', 0, 1, '2'],
    ['2', 1, 1, '2'],
    ['2', 1, -1, '1'],
    [undefined, 0, 1, '1'],
    ['gone', 1, 1, '2'],
    ['gone', 1, -1, '1'],
  ] as const)('from %s at %i by %i lead to %s', (id, at, by, to) => {
    expect(neighbour(roster, { id, at }, by)).toBe(to)
  })
})
