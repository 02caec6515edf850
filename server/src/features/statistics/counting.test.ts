import { caseLevels, untouched, type CaseFact } from '@shuniu/shared/cases'
import { expect, it } from 'vitest'
import { countedOf, Deltas, latestOfEach } from './counting.ts'

const reported: CaseFact = {
  id: '0190a000-0000-7000-8000-000000000001',
  number: 'ZZ341222-20261124-0001',
  status: 'reported',
  level: 'yellow',
  categoryCode: '0201',
  sourceCode: '01',
  areaCode: '341222100201',
  gridCode: '341222100201001',
  position: null,
  tier: 'township',
  ownerUnitId: '0190a000-0000-7000-8000-0000000000aa',
  coUnitIds: [],
  ...untouched,
  reporterId: null,
  handlerIds: [],
  version: 1,
  openedAt: '2026-11-24T01:00:00.000Z',
  dueAt: null,
  yellowAt: null,
  orangeAt: null,
  stage: null,
  overdue: false,
  card: null,
  lateStages: [],
  placeDoubt: false,
  clockDoubt: false,
  sensitive: false,
  selfFound: true,
  reworkCount: 0,
  refuseCount: 0,
  askCount: 0,
  lastMove: 'report',
  updatedAt: '2026-11-24T01:00:00.000Z',
  closedAt: null,
  steps: { acceptedAt: null, assignedAt: null, startedAt: null, doneAt: null, verifiedAt: null },
}

const closedCase: CaseFact = {
  ...reported,
  status: 'closed',
  version: 8,
  closedAt: '2026-11-24T17:30:00.000Z',
  steps: {
    acceptedAt: '2026-11-24T01:10:00.000Z',
    assignedAt: '2026-11-24T01:20:00.000Z',
    startedAt: '2026-11-24T02:00:00.000Z',
    doneAt: '2026-11-24T03:00:00.000Z',
    verifiedAt: '2026-11-24T04:00:00.000Z',
  },
}

const deltasOf = (before: CaseFact | undefined, after: CaseFact) => {
  const deltas = new Deltas()
  if (before) deltas.add(countedOf(before), -1)
  deltas.add(countedOf(after), 1)
  return deltas.rows()
}
const of = (rows: ReturnType<typeof deltasOf>, metric: string, area: string) =>
  rows.filter(row => row.metric === metric && row.areaCode === area)

it('counts a report in its county, township and village', () => {
  const rows = of(deltasOf(undefined, reported), 'openByLevel', '341222')

  expect(rows).toEqual([{ areaCode: '341222', metric: 'openByLevel', day: '', bucket: 'yellow', n: 1 }])
  expect(new Set(deltasOf(undefined, reported).map(row => row.areaCode))).toEqual(
    new Set(['341222', '341222100', '341222100201']),
  )
})

it('counts a case without a known village in the county alone', () => {
  const rows = deltasOf(undefined, { ...reported, areaCode: '341222', gridCode: null })

  expect(new Set(rows.map(row => row.areaCode))).toEqual(new Set(['341222']))
})

it('takes a closed case out of what is open and counts it on its Shanghai day of closing', () => {
  const rows = deltasOf(reported, closedCase)

  expect(of(rows, 'openByLevel', '341222')).toEqual([
    { areaCode: '341222', metric: 'openByLevel', day: '', bucket: 'yellow', n: -1 },
  ])
  expect(of(rows, 'closed', '341222100')).toEqual([
    { areaCode: '341222100', metric: 'closed', day: '2026-11-25', bucket: 'onTime', n: 1 },
  ])
})

it('calls a closed case late when its handling clock ran out, and only then', () => {
  const late = deltasOf(reported, { ...closedCase, lateStages: ['handling'] })
  const onTime = deltasOf(reported, { ...closedCase, lateStages: ['acceptance'] })

  expect(of(late, 'closed', '341222').map(row => row.bucket)).toEqual(['late'])
  expect(of(onTime, 'closed', '341222').map(row => row.bucket)).toEqual(['onTime'])
})

it('changes nothing when a case is counted as it was', () => {
  expect(deltasOf(closedCase, closedCase)).toEqual([])
})

it.each(caseLevels)('moves a case from %s to another level with no remainder', level => {
  const other = level === 'red' ? 'blue' : 'red'
  const rows = of(
    deltasOf({ ...reported, level }, { ...reported, level: other, version: 2 }),
    'openByLevel',
    '341222',
  )

  expect(rows.reduce((sum, row) => sum + row.n, 0)).toBe(0)
})

it('takes the highest version of each case in a batch, in whatever order facts come', () => {
  expect(latestOfEach([closedCase, reported])).toEqual([closedCase])
})
