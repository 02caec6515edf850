import { expect, it } from 'vitest'
import type { DivisionView } from '@shuniu/shared/grids'
import { everyLine, linesShown } from './tree.ts'

const division = (code: string, name: string): DivisionView => ({
  code,
  name,
  level: code.length === 6 ? 'county' : code.length === 9 ? 'township' : 'village',
  parentCode: null,
  initials: '',
  population: 0,
  households: 0,
  centre: null,
})
const items = [
  division('341222', '太和县'),
  division('341222100', '城关镇'),
  division('341222101', '大新镇'),
  division('341222100201', '张槐村委会'),
]
const former = [
  { code: '341222100200', name: '北街村', until: '2025-01-01', heirs: ['341222100200'] },
  { code: '341222100200', name: '北街村委会', until: '2026-01-01', heirs: ['341222100201'] },
]
const lines = everyLine({ items, former, planned: [] })
const shown = (open: readonly string[], typed = '') =>
  linesShown(lines, { open: new Set(open), typed }).map(({ name, state }) => `${name} ${state}`)

it('shows townships, and under an open one what stands and what has ended there by its last name', () => {
  expect(shown([])).toEqual(['太和县 standing', '城关镇 standing', '大新镇 standing'])
  expect(shown(['341222100'])).toEqual([
    '太和县 standing',
    '城关镇 standing',
    '北街村委会 ended',
    '张槐村委会 standing',
    '大新镇 standing',
  ])
})

it('finds by name or code whatever is open', () => {
  expect(shown([], '张槐')).toEqual(['张槐村委会 standing'])
  expect(shown([], '100200')).toEqual(['北街村委会 ended'])
})
