import { expect, it } from 'vitest'
import { everyContract } from '../builders/contracts.ts'

const isSchema = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

/** Where in what is asked a whole number has no greatest value: what no column holds is refused at the edge, not thrown within. */
function boundless(schema: unknown, path: string): string[] {
  if (!isSchema(schema)) return []
  const own = schema['type'] === 'integer' && schema['maximum'] === undefined ? [path] : []
  const below = Object.entries(schema).flatMap(([key, value]) =>
    Array.isArray(value)
      ? value.flatMap((one: unknown, nth) => boundless(one, `${path}.${nth}`))
      : boundless(value, key === 'properties' || key === 'items' ? path : `${path}.${key}`),
  )
  return [...own, ...below]
}

it('each whole number that is asked for has a greatest value', () => {
  const found = everyContract.flatMap(({ name, shape }) =>
    (['params', 'query', 'body'] as const).flatMap(part =>
      boundless(Reflect.get(shape, part), `${name} ${part}`),
    ),
  )

  expect([...new Set(found)]).toEqual([])
})
