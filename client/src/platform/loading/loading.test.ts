import { expect, it } from 'vitest'
import { loadAhead, loadedOnce } from './index.ts'

it('loads a part once, for whoever asks early and whoever asks late', async () => {
  let times = 0
  const load = loadedOnce(async () => (times += 1))

  loadAhead(load)

  expect([await load(), await load()]).toEqual([1, 1])
})

it('tells whoever wants it of a failure, and loads anew the next time', async () => {
  let times = 0
  const load = loadedOnce(async () => {
    times += 1
    if (times === 1) throw new Error('gone')
    return times
  })

  loadAhead(load)

  await expect(load()).rejects.toThrow('gone')
  await expect(load()).resolves.toBe(2)
})
