import { createPinia, setActivePinia } from 'pinia'
import { features } from 'virtual:features/wall'
import { createApp, h } from 'vue'
import { takeIn } from '../../platform/feature/index.ts'
import { i18n } from '../../platform/i18n/index.ts'
import PanelSlot, { type PanelBoard } from './PanelSlot.vue'
import type { PlacedPanel } from './plan.ts'

const there = { kind: 'there', value: true, atMs: 0 } as const

type BoardReadings = Pick<PanelBoard, 'overview' | 'open'>

/** What a wall has for its panels, all of it read, the map not yet drawn, unless told otherwise. */
export const aBoard = (seen: BoardReadings, named: Partial<PanelBoard> = {}): PanelBoard => ({
  ...seen,
  states: { numbers: there, cases: there },
  u: 18,
  nameOf: () => '',
  unitOf: () => '',
  isMapDrawn: false,
  ...named,
})

/** The text of a panel where a plan has placed it. */
export function panelText(placed: PlacedPanel, board: PanelBoard): string {
  const pinia = createPinia()
  setActivePinia(pinia)
  takeIn(features)
  const place = document.createElement('div')
  // oxlint-disable typescript/no-unsafe-argument -- only vue-tsc knows what a component is
  const app = createApp({ render: () => h(PanelSlot, { placed, board }) })
  // oxlint-enable typescript/no-unsafe-argument
  app.use(pinia).use(i18n).mount(place)
  const text = place.textContent.trim()
  app.unmount()
  return text
}
