import type { AlarmView } from '@shuniu/shared/cases'

/** When the alarms of the builders began to call. */
export const calledAt = '2026-11-24T02:00:00.000Z'

/** A red case of 城关镇 that was reported at `calledAt` and has five minutes to be accepted. */
export const anAlarm = (id: string, named: Partial<AlarmView> = {}): AlarmView => ({
  id,
  number: 'ZZ341222-20261124-0001',
  version: 1,
  level: 'red',
  status: 'reported',
  categoryCode: '0201',
  areaCode: '341222100200',
  position: null,
  sensitive: false,
  openedAt: calledAt,
  dueAt: '2026-11-24T02:05:00.000Z',
  alarm: { since: calledAt, answeredAt: null, answeredById: null },
  answeredByName: null,
  title: '城关镇 邻里纠纷',
  place: '城关镇关北社区',
  placeText: null,
  text: '有人受伤',
  ...named,
})
