import type { Overview } from '@shuniu/shared/statistics'

const overview: Overview = {
  areaCode: '341222',
  areaName: '太和县',
  asOf: 40,
  at: '2026-11-24T06:00:00.000Z',
  today: '2026-11-24',
  yesterday: '2026-11-23',
  periodFrom: '2026-10-26',
  openedToday: 12,
  openedYesterday: 9,
  openedYesterdayByNow: 4,
  closedToday: 5,
  closedOnTimeToday: 4,
  closedYesterday: 7,
  closedYesterdayByNow: 3,
  closed30: 500,
  closedOnTime30: 486,
  opened30: 530,
  selfFound30: 300,
  countable30: 1_000,
  openByLevel: { red: 1, orange: 2, yellow: 10, blue: 30 },
  overdueByLevel: { red: 0, orange: 1, yellow: 2, blue: 3 },
  openByStatus: [
    { status: 'reported', n: 3 },
    { status: 'handling', n: 20 },
  ],
  funnel: [
    { step: 'reported', n: 530, medianS: null },
    { step: 'accepted', n: 520, medianS: 480 },
  ],
  sources: [
    { code: '04', n: 80 },
    { code: '01', n: 300 },
  ],
  classes: [{ code: 'E01', n: 120 }],
  trend: [{ day: '2026-11-24', opened: 12, closed: 5 }],
  divisions: [
    {
      code: '341222100',
      name: '城关镇',
      open: { red: 1, orange: 0, yellow: 4, blue: 9 },
      overdue: 2,
      graveOverdue: 0,
      opened30: 90,
      closed30: 80,
      closedOnTime30: 77,
      light: 'red',
    },
  ],
}

/** Numbers of a county for tests, which need not add up. */
export const anOverview = (named: Partial<Overview> = {}): Overview => ({ ...overview, ...named })
