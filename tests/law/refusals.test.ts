import { readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { platformRefusals, type RefusalCatalogue } from '@shuniu/shared/kernel'
import { expect, it } from 'vitest'
import { refusalMessages } from '../../client/src/platform/i18n/refusals.ts'
import { workRefusalMessages } from '../../client/src/platform/i18n/workRefusals.ts'

const shared = resolve(import.meta.dirname, '../../shared/src')

const isCatalogue = (value: unknown): value is RefusalCatalogue =>
  typeof value === 'object' &&
  value !== null &&
  Object.values(value).every(row => typeof row === 'object' && row !== null && 'status' in row)

/** Every code that some catalogue declares: a feature that gets one is found by its file. */
async function codesDeclared(): Promise<string[]> {
  const files = readdirSync(shared, { recursive: true, encoding: 'utf8' }).filter(
    path => path === 'refusals.ts' || path.endsWith('/refusals.ts'),
  )
  const modules = await Promise.all(
    files.map(async path => {
      const module: unknown = await import(pathToFileURL(join(shared, path)).href)
      return typeof module === 'object' && module !== null ? Object.values<unknown>({ ...module }) : []
    }),
  )
  return [platformRefusals, ...modules.flat().filter(isCatalogue)].flatMap(catalogue =>
    Object.keys(catalogue),
  )
}

function sentenceAt(code: string): string | undefined {
  let found: unknown = { ...refusalMessages, ...workRefusalMessages }
  for (const part of code.split('.')) {
    found = typeof found === 'object' && found !== null ? Reflect.get(found, part) : undefined
  }
  return typeof found === 'string' ? found : undefined
}

/** A sentence that says what to do, who does, or what is still open; not only that it did not work. */
const saysWhatToDo = (sentence: string): boolean => /请|可|由|须|不能|无需|正在|才/.test(sentence)

it('every refusal that is declared has a sentence of its own, which says what to do', async () => {
  const codes = await codesDeclared()

  expect(codes.length).toBeGreaterThan(90)
  expect(codes.filter(code => sentenceAt(code) === undefined)).toEqual([])
  expect(codes.filter(code => sentenceAt(code) === refusalMessages.unknown)).toEqual([])
  expect(codes.filter(code => !saysWhatToDo(sentenceAt(code) ?? ''))).toEqual([])
})
