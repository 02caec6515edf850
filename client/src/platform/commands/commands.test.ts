import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { effectScope } from 'vue'
import { obeyKeys, provideCommands, provideCommandsAlone, useOpenCommands } from './index.ts'

const press = (key: string) => window.dispatchEvent(new KeyboardEvent('keydown', { key }))
const named = (id: string, keys: string[]) => ({ id, text: () => id, keys, run: vi.fn() })

const page = effectScope()
const sheet = effectScope()
const step = named('desk.next', ['J'])
const palette = named('shell.palette', ['Q'])
const back = named('sheet.back', ['Escape'])
let deafen: () => void

beforeEach(() => {
  setActivePinia(createPinia())
  deafen = obeyKeys()
})
afterEach(() => {
  deafen()
  page.stop()
  sheet.stop()
})

it('nothing of the page beneath is given while something lies over it; the shell’s own always is', () => {
  page.run(() => provideCommands([step, palette]))
  press('j')
  sheet.run(() => provideCommandsAlone([back]))
  press('j')
  press('q')

  expect([step.run.mock.calls.length, palette.run.mock.calls.length]).toEqual([1, 1])
  expect(useOpenCommands().value.map(({ id }) => id)).toEqual(['sheet.back', 'shell.palette'])

  sheet.stop()
  press('j')

  expect(step.run).toHaveBeenCalledTimes(2)
})
