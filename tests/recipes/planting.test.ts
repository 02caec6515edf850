import { afterAll, beforeAll, expect, it } from 'vitest'
import { scratchCopy, type ScratchCopy } from './planting.ts'

const index = 'shared/src/kernel/index.ts'
const lastLine = `export * from './time.ts'`
const rule = 'shared/src/kernel/planted.ts'
const test = 'client/src/planted.test.ts'

const says = (number: string) => `export const planted = (): number => ${number}\n`
const asks = `import { planted } from '@shuniu/shared/kernel'
import { expect, it } from 'vitest'

it('finds what was planted', () => expect(planted()).toBe(7))
`

let copy: ScratchCopy

beforeAll(async () => {
  copy = await scratchCopy()
})
afterAll(() => copy.remove())

it('begins with the files of the product', async () => {
  expect(await copy.touched()).toEqual([])
})

it('runs what is planted in one part from another, counts its files and takes them out', async () => {
  await copy.create(rule, says('7'))
  await copy.create(test, asks)
  await copy.edit(index, lastLine, `${lastLine}\nexport * from './planted.ts'`)

  expect(await copy.touched()).toEqual([test, index, rule])
  expect(await copy.tests('--project', 'client', test)).toMatchObject({ isGood: true })
  expect(await copy.types('shared')).toEqual({ isGood: true, text: '' })

  await copy.takeOut()
  expect(await copy.touched()).toEqual([])
})

it('tells of a test that fails and of a type that is wrong', async () => {
  await copy.create(rule, says(`'seven'`))
  await copy.create(test, asks)
  await copy.edit(index, lastLine, `${lastLine}\nexport * from './planted.ts'`)

  expect((await copy.tests('--project', 'client', test)).text).toContain('finds what was planted')
  expect((await copy.types('shared')).text).toContain(`${rule}(1,38)`)
  await copy.takeOut()
})

it('edits only what stands in a file once, and writes over nothing', async () => {
  await expect(copy.edit(index, 'export', 'import')).rejects.toThrow('not once')
  await expect(copy.create(index, '')).rejects.toThrow('EEXIST')
  expect(await copy.touched()).toEqual([])
})
