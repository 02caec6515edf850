import { Object as Body, String as Text } from 'typebox'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, it, vi } from 'vitest'
import { effectScope } from 'vue'
import { useOpenCommands } from '../commands/index.ts'
import { hasText } from '../i18n/index.ts'
import { bindEar, live } from '../live/index.ts'
import { layersOn, takeIn, useFeatures, type ClientFeature } from './index.ts'

const layer = { id: 'parking.places', needs: 'case.read', shares: 'cases', style: () => [] } as const
const parking = {
  name: 'parking',
  messages: { title: '停车' },
  ear: vi.fn(() =>
    bindEar({ 'parking.full': { body: Body({ at: Text() }) } }, { 'parking.full': () => undefined }),
  ),
  layers: { wall: () => [layer] },
  panels: [{ id: 'parkingPlaces', words: { title: '车位', period: '当前', empty: '没有车位。' } }],
  commands: () => [{ id: 'parking.count', text: () => '数车位', run: () => undefined }],
} satisfies ClientFeature

beforeEach(() => setActivePinia(createPinia()))

const offered = () => useOpenCommands().value.map(({ id }) => id)

it('speaks the words of a feature and hears its facts from when it is taken in, once', () => {
  const hear = vi.spyOn(live, 'hear')
  expect(hasText('parking.title')).toBe(false)

  takeIn([parking])
  takeIn([parking])

  expect([hasText('parking.title'), hasText('panel.parkingPlaces.empty')]).toEqual([true, true])
  expect(hear).toHaveBeenCalledTimes(1)
  expect(parking.ear).toHaveBeenCalledTimes(1)
})

it('gives its layers to the map that they are for', () => {
  takeIn([parking])

  // Other features may have been taken in before.
  expect(layersOn('wall')).toContain(layer)
  expect(layersOn('desk')).not.toContain(layer)
})

it('offers its commands as long as the page lives, however often that is opened', () => {
  for (let visit = 0; visit < 2; visit += 1) {
    const page = effectScope()
    page.run(() => useFeatures([parking]))
    expect(offered()).toContain('parking.count')

    page.stop()
    expect(offered()).not.toContain('parking.count')
  }
})
