import { expect, it } from 'vitest'
import { instant } from '../kernel/index.ts'
import { tellsFromMs } from './hold.ts'
import { messageOf, type MessageParts } from './wording.ts'

const parts = (named: Partial<MessageParts> = {}): MessageParts => ({
  task: 'sign',
  level: 'orange',
  number: 'ZZ341222-20261124-0001',
  title: '城关镇李庄村 燃气泄漏',
  since: instant('2026-11-24T02:05:00Z'),
  dueAt: instant('2026-11-24T02:35:00Z'),
  ...named,
})

it('a message says where, what, how grave, which, and until when to do what', () => {
  expect(messageOf(parts())).toBe(
    '【综治枢纽】橙色事件 10:05 派到您单位：城关镇李庄村 燃气泄漏，编号 ZZ341222-20261124-0001。请于 10:35 前登录系统签收。',
  )
  expect(messageOf(parts({ task: 'accept', dueAt: null }))).toContain('待受理')
  expect(messageOf(parts({ task: 'accept', dueAt: null }))).toContain('请尽快登录系统受理')
})

it('a limit on another day is named with its day', () => {
  expect(messageOf(parts({ dueAt: instant('2026-11-25T01:00:00Z') }))).toContain('请于 11-25 09:00 前')
})

it('of two dispatches of one day the messages differ', () => {
  expect(messageOf(parts())).not.toBe(messageOf(parts({ since: instant('2026-11-24T03:05:00Z') })))
})

it('a unit is told when its dispatch can be taken back no more; of red at once', () => {
  expect(tellsFromMs('red', 1_000)).toBe(1_000)
  for (const level of ['orange', 'yellow', 'blue'] as const)
    expect(tellsFromMs(level, 0)).toBeGreaterThan(10_000)
})
