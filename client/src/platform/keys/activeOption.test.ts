import { expect, it } from 'vitest'
import { effectScope, nextTick, shallowRef } from 'vue'
import { useActiveOption } from './activeOption.ts'

const rows = (...ids: string[]) => ids.map(id => ({ id }))

function aList(startsAtFirst = true, ...ids: string[]) {
  const options = shallowRef(rows(...ids))
  const scope = effectScope()
  const active = scope.run(() =>
    useActiveOption(
      () => options.value,
      () => startsAtFirst,
    ),
  )
  if (!active) throw new Error('no scope')
  return { options, active, end: () => scope.stop() }
}

it('goes round the list, and to its ends from nowhere', () => {
  const { active, end } = aList(true, 'a', 'b', 'c')
  const passed = [active.at.value]
  for (const by of [1, 1, 1, -1] as const) {
    active.step(by)
    passed.push(active.at.value)
  }
  expect(passed).toEqual([0, 1, 2, 0, 2])

  active.none()
  active.step(-1)
  expect(active.active.value).toEqual({ id: 'c' })
  active.none()
  active.step(1)
  expect(active.active.value).toEqual({ id: 'a' })
  end()
})

it('stays with what it came to when the list changes, and with none when that is gone', async () => {
  const { options, active, end } = aList(true, 'a', 'b', 'c')
  active.step(1)
  options.value = rows('x', 'c', 'b')
  await nextTick()
  expect([active.at.value, active.active.value?.id]).toEqual([2, 'b'])

  options.value = rows('x', 'c')
  await nextTick()
  expect([active.at.value, active.active.value]).toEqual([-1, undefined])
  end()
})

it('begins at the first of a list that comes later, where it begins there, and stays with that one', async () => {
  const { options, active, end } = aList()
  expect(active.active.value).toBeUndefined()
  options.value = rows('a', 'b')
  await nextTick()
  options.value = rows('x', 'a', 'b')
  await nextTick()
  expect(active.active.value?.id).toBe('a')
  end()

  const other = aList(false, 'a', 'b')
  expect(other.active.at.value).toBe(-1)
  other.end()
})

it('goes nowhere in an empty list', () => {
  const { active, end } = aList()
  active.step(1)
  expect(active.at.value).toBe(-1)
  end()
})
