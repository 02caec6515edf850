import type { CaseFilter } from '@shuniu/shared/cases'
import { gridCode, townshipCode, villageCode } from '../builders/county.ts'
import { unitIds } from '../builders/staff.ts'

/** One list as a person asks for it. */
export interface ListAsk {
  readonly name: string
  readonly query: CaseFilter
}

const ask = (name: string, query: CaseFilter): ListAsk => ({ name, query })

/** Two days of long ago, a month apart. */
const monthAgo = { from: '2025-03-01', to: '2025-03-31' }

/** Every filter by a value that many cases have and by one that few have, every sort, and the tabs of the desks. */
export const listAsks: readonly ListAsk[] = [
  ask('all', {}),
  ask('all, by level', { sort: 'level' }),
  ask('all, by due', { sort: 'due' }),
  ask('open', { open: 'true', sort: 'due' }),
  ask('open, by level', { open: 'true', sort: 'level' }),
  ask('ended', { open: 'false' }),
  ask('todo', { todo: 'true', sort: 'due' }),
  ask('mine', { mine: 'true' }),
  ...['archived', 'rejected', 'closed', 'reported', 'handling', 'done,verified', 'voided,withdrawn'].map(
    status => ask(`status ${status}`, { status }),
  ),
  ...['red', 'orange', 'yellow', 'blue'].map(level => ask(`level ${level}`, { level })),
  ask('area township', { area: townshipCode(1) }),
  ask('area village', { area: villageCode(1, 2) }),
  ask('area grid', { area: gridCode(1, 1, 1) }),
  ask('category of many', { category: 'E0601' }),
  ask('category of few', { category: '0301' }),
  ask('category class', { category: 'E06' }),
  ask('source of many', { source: '01' }),
  ask('source of none', { source: '09' }),
  ask('unit', { unit: unitIds.force(1) }),
  ask('unit that helps', { unit: unitIds.police }),
  ask('stage handling', { stage: 'handling' }),
  ask('stage closing', { stage: 'closing' }),
  ask('overdue', { overdue: 'true' }),
  ask('late', { late: 'true', open: 'true', sort: 'due' }),
  ask('sensitive', { sensitive: 'true' }),
  ask('opened in a month', { openedFrom: monthAgo.from, openedTo: monthAgo.to }),
  ask('closed in a month', { closedFrom: monthAgo.from, closedTo: monthAgo.to }),
  ask('due by a day', { dueTo: '2027-01-01' }),
  ask('handled too late', { onTime: 'false' }),
  ask('handled in time', { onTime: 'true' }),
  ask('reached verified', { reached: 'verified' }),
  ask('joint', { joint: 'true' }),
  ask('helping', { helping: 'true' }),
  ask('extension asked', { extensionAsked: 'true' }),
  ask('escalated', { escalated: 'true' }),
  ask('supervised', { supervised: 'true' }),
  ask('card yellow', { card: 'yellow' }),
  ask('card red', { card: 'red' }),
  ask('instructed', { instructed: 'true' }),
  ask('to be called back', { callBack: 'true' }),
  ask('reopened', { reopened: 'true' }),
  ask('countable', { countable: 'true' }),
  ask('not countable', { countable: 'false' }),
  ask('status, level and area', { status: 'archived', level: 'red', area: townshipCode(2) }),
  ask('class, area and month', {
    category: 'E07',
    area: villageCode(2, 1),
    openedFrom: monthAgo.from,
    openedTo: monthAgo.to,
  }),
]

/** Searches for words of many cases, of few, and of none. */
export const searchAsks: readonly ListAsk[] = [
  ...[
    '积水',
    '水',
    '大新镇 路灯',
    '路灯损坏 24号',
    'dxz',
    '0500000',
    '123456号报告',
    '量子纠缠',
    'ldsh 李庄',
    // Units that have many cases and that have none, with a word of many, of few and of none.
    '派出所',
    '派出所 积水',
    '积水 民政局',
    '公安局 123456号报告',
    'pcs 量子纠缠',
    // The end of a number, which may be that of a telephone or of a notice too.
    '0001',
    '0500',
    '12',
  ].map(q => ask(`search ${q}`, { q })),
  ask('search 积水, open', { q: '积水', open: 'true', sort: 'level' }),
  ask('search 污水, rejected', { q: '污水', status: 'rejected' }),
]

/** Who asks: the whole county, a township, a village, a member, a department, and a wall. */
export const askers = ['county.duty', 't1.duty', 't1v1.officer', 't1v1g1', 'police', 'county.wall'] as const
