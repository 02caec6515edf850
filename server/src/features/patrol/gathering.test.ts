import { expect, it } from 'vitest'
import { gathered } from './gathering.ts'

/** Looks up who is on patrol, each time only when told to. */
function aRegister(onPatrol: readonly string[]) {
  const asked: (readonly string[])[] = []
  const answers: (() => void)[] = []
  const ask = gathered(async ids => {
    asked.push(ids)
    await new Promise<void>(resolve => answers.push(resolve))
    return new Set(ids.filter(id => onPatrol.includes(id)))
  })
  const settle = async () => {
    await new Promise(resolve => setImmediate(resolve))
    answers.splice(0).forEach(answer => answer())
    await new Promise(resolve => setImmediate(resolve))
  }
  return { asked, ask, settle }
}

it('asks once for all that come together, and tells each its own', async () => {
  const { asked, ask, settle } = aRegister(['a', 'c'])

  const told = Promise.all(['a', 'b', 'c'].map(ask))
  await settle()

  expect(await told).toEqual([true, false, true])
  expect(asked).toEqual([['a', 'b', 'c']])
})

it('asks anew for whoever comes while an answer is under way', async () => {
  const { asked, ask, settle } = aRegister(['a'])

  const first = ask('a')
  await new Promise(resolve => setImmediate(resolve))
  const later = Promise.all([ask('a'), ask('b')])
  await settle()
  await settle()

  expect([await first, ...(await later)]).toEqual([true, true, false])
  expect(asked).toEqual([['a'], ['a', 'b']])
})

it('goes on after a look-up that failed', async () => {
  let isAway = true
  const ask = gathered(async ids => {
    if (isAway) throw new Error('the database is away')
    return new Set(ids)
  })

  await expect(ask('a')).rejects.toThrow('away')
  isAway = false

  expect(await ask('a')).toBe(true)
})
