import { expect, it } from 'vitest'
import { admission } from './admission.ts'

/** Sign-ins that are judged until somebody lets them go. */
function crowd() {
  const door = admission()
  let letGo: () => void = () => undefined
  const until = new Promise<void>(resolve => {
    letGo = resolve
  })
  const enter = (network: string, isKnown: boolean) =>
    door.admitted({ network, isKnown }, async () => {
      await until
      return 'judged' as const
    })
  return { enter, letGo }
}

const times = (count: number) => Array.from({ length: count }, (_, n) => n)

it('strangers of one network are turned away at once when many of them wait, and told when to come back', async () => {
  const { enter, letGo } = crowd()
  const waiting = times(128).map(() => enter('10.0.0.1', false))

  const refused = await enter('10.0.0.1', false)

  expect(refused).toEqual({ ok: false, refusal: { code: 'request.tooMany', detail: { retryAfterS: 7 } } })
  const others = [enter('10.0.0.2', false), enter('10.0.0.1', true)]
  letGo()
  expect(new Set(await Promise.all([...waiting, ...others]))).toEqual(new Set(['judged']))
  expect(await enter('10.0.0.1', false)).toBe('judged')
})

it('strangers of all networks together fill their own room, and not that of known devices', async () => {
  const { enter, letGo } = crowd()
  const waiting = times(512).map(n => enter(`10.0.1.${n}`, false))

  expect(await enter('10.0.0.9', false)).toMatchObject({ refusal: { code: 'platform.overloaded' } })

  const known = enter('10.0.0.9', true)
  letGo()
  expect(await known).toBe('judged')
  await Promise.all(waiting)
})

it('a sign-in that throws leaves its place', async () => {
  const door = admission()
  for (let n = 0; n < 200; n += 1) {
    const failing = door.admitted({ network: '10.0.0.1', isKnown: false }, () =>
      Promise.reject(new Error('away')),
    )
    await expect(failing).rejects.toThrow('away')
  }

  expect(await door.admitted({ network: '10.0.0.1', isKnown: false }, async () => 'judged')).toBe('judged')
})
