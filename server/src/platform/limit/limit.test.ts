import { setImmediate as turn } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { Limit, oneAtATime } from './index.ts'

/** Work that goes on until it is let go. */
function held(done: string[], name: string) {
  let letGo = (): void => undefined
  const gone = new Promise<void>(resolve => (letGo = resolve))
  const work = async () => {
    done.push(`${name} begins`)
    await gone
  }
  return { work, letGo: () => letGo() }
}

it('lets so many run, those of the first precedence before the others, each in its order', async () => {
  const [limit, done] = [new Limit(1), Array.of<string>()]
  const [a, b, c, d] = [held(done, 'a'), held(done, 'b'), held(done, 'c'), held(done, 'd')]
  const all = [limit.run(a.work), limit.run(b.work), limit.run(c.work), limit.run(d.work, 'first')]
  expect(limit.waiting).toBe(3)

  for (const one of [a, d, b, c]) {
    one.letGo()
    await turn()
  }
  await Promise.all(all)
  expect(done).toEqual(['a begins', 'd begins', 'b begins', 'c begins'])
  expect(limit.waiting).toBe(0)
})

it('hands the slot of failed work on', async () => {
  const limit = new Limit(1)
  const failed = limit.run(() => Promise.reject(new Error('broken')))
  const next = limit.run(() => Promise.resolve('done'))

  await expect(failed).rejects.toThrow('broken')
  await expect(next).resolves.toBe('done')
})

it('runs one at a time for a key, and another key beside it', async () => {
  const [run, done] = [oneAtATime(), Array.of<string>()]
  const [a, b] = [held(done, 'a'), held(done, 'b')]
  const all = [run('x', a.work), run('x', b.work), run('y', async () => void done.push('y'))]
  await turn()
  expect(done).toEqual(['a begins', 'y'])

  a.letGo()
  b.letGo()
  await Promise.all(all)
  expect(done).toEqual(['a begins', 'y', 'b begins'])
})
