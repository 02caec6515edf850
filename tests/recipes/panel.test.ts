import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { scratchCopy, type ScratchCopy } from './planting.ts'

const plan = 'client/src/features/walls/plan.ts'
const manifest = 'client/src/features/walls/panels/townships.panel.ts'
const bars = 'client/src/features/walls/panels/SharePanel.vue'
const look = 'client/src/features/walls/townships.test.ts'

/** The recipe of CONTRIBUTING.md: a manifest, and its place in the plan. */
const townships = `import type { Overview } from '@shuniu/shared/statistics'
import { definePanel } from '../../../platform/feature/index.ts'
import { divisionNumbers, withRest } from '../../statistics/index.ts'
import SharePanel from './SharePanel.vue'

export const townshipsPanel = definePanel({
  id: 'townships',
  words: { title: '各{tier}在办', period: '当前', empty: '当前没有在办事件。' },
  needs: 'numbers',
  leastLines: 4,
  component: SharePanel,
  shows: (overview: Overview, { lines }) =>
    overview.divisions.length > 0
      ? { numbers: withRest(divisionNumbers(overview).map(({ open }) => open), lines, 'category') }
      : undefined,
})
`
const lastImport = `import { pageColumns, pageRows, type Place } from './place.ts'`
/** The right rail of a screen, whose last panel makes room. */
const rail = `      [overduePanel, 17],
      [lightsPanel, 36],`

/** Looks at every place of a screen as a browser would. */
const looks = `import { expect, it } from 'vitest'
import { anOverview } from '../statistics/builders.ts'
import { aBoard, panelText } from './builders.ts'
import { planOf } from './plan.ts'

it('stands on the wall', () => {
  const { panels } = planOf({ kind: 'screen', isDense: false })
  const board = aBoard({ overview: anOverview(), open: [] })

  expect(panels.map(panel => panelText(panel, board)).join(' ')).toMatch(/各乡镇在办当前.*城关镇.*14/)
})
`

let copy: ScratchCopy

beforeAll(async () => {
  copy = await scratchCopy()
})
afterEach(() => copy.takeOut())
afterAll(() => copy.remove())

const placeIn = async (name: string): Promise<void> => {
  await copy.edit(
    plan,
    lastImport,
    `import { townshipsPanel } from './panels/townships.panel.ts'\n${lastImport}`,
  )
  await copy.edit(plan, rail, `      [overduePanel, 17],\n      [lightsPanel, 27],\n      [${name}, 36],`)
}

it('puts a panel on the wall with two files: it compiles, stands there, and is gone when they are', async () => {
  await copy.create(manifest, townships)
  await placeIn('townshipsPanel')
  expect(await copy.touched()).toEqual([manifest, plan])
  expect(await copy.types('client')).toEqual({ isGood: true, text: '' })

  await copy.create(look, looks)
  const planted = await copy.tests('--project', 'client', 'features/walls/')
  expect(planted.isGood, planted.text).toBe(true)

  await copy.takeOut()
  await copy.create(look, looks)
  expect((await copy.tests('--project', 'client', look)).text).toContain('stands on the wall')
})

it('does not compile where there is not what is named: a panel of the plan, a part of its component, a text', async () => {
  await copy.create(manifest, townships.replace('numbers: withRest', 'counts: withRest'))
  await placeIn('townshipPanel')
  await copy.edit(bars, `t('statistics.number.rest'`, `t('statistics.number.others'`)

  const { text } = await copy.types('client')

  expect(text).toContain(`Cannot find name 'townshipPanel'`)
  expect(text).toContain('panels/townships.panel.ts')
  expect(text).toContain('statistics.number.others')
})
