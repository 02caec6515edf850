import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { weaknessOf } from '../choosing/weakness.ts'
import { issuedPassword } from './issuing.ts'

const derive = (label: string): string => createHash('sha256').update(label).digest('base64')
const holder = { account: 't1.duty', name: '欧阳新', scope: '341222101' }
const names = { ofDivision: () => '太和县' }
const issued = 20_000

it(`a password that is handed over is one that its holder might choose, whichever of ${issued} it is`, async () => {
  const weak: string[] = []
  for (let n = 0; n < issued; n += 1) {
    const password = issuedPassword({ derive }, `command ${n}`)
    if (await weaknessOf({ ...holder, password }, names)) weak.push(password)
  }

  expect(weak).toEqual([])
})

it('is the same for the same command, and another for another', () => {
  const passwords = ['one', 'one', 'two'].map(command => issuedPassword({ derive }, command))

  expect(passwords[0]).toBe(passwords[1])
  expect(passwords[0]).not.toBe(passwords[2])
})
