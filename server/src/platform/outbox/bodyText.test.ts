import { describe, expect, it } from 'vitest'
import { withStandIns } from './bodyText.ts'

/** As the database writes `jsonb`, and as we write a body that was cast. */
const styles: readonly (readonly [string, (body: unknown) => string])[] = [
  ['the database', body => JSON.stringify(body, undefined, 1).replaceAll(/\n */g, ' ')],
  ['us', body => JSON.stringify(body)],
]
const nasty = ['x', '"who": 1', '\\"who": "', '\\', '}', '],{', '"who":', 'who', '名\u2028"']

describe.each(styles)('a body as written by %s', (_, written) => {
  it.each([null, true, 12.5, 'x', ...nasty, [], [1, [2]], {}, { a: { b: [nasty] } }])(
    'has %j replaced wherever it stands, and nothing else',
    value => {
      const bodies = [
        { who: value },
        { a: nasty, who: value, b: nasty },
        { who: value, b: 1 },
        { a: 1, who: value },
      ]

      for (const body of bodies) {
        const changed = withStandIns(written(body), { who: null })
        expect(JSON.parse(changed ?? '')).toEqual({ ...body, who: null })
      }
    },
  )

  it('has several fields replaced by values of any kind', () => {
    const changed = withStandIns(written({ a: 'x', b: [1], c: { d: 2 } }), { c: [], a: { e: 'y"' } })

    expect(JSON.parse(changed ?? '')).toEqual({ a: { e: 'y"' }, b: [1], c: [] })
  })

  it.each([[{ a: 1 }], [{ who: 1, a: { who: 2 } }], [{ a: '"who": 1' }]])(
    'is left to be read where it is not plain what is meant: %j',
    body => expect(withStandIns(written(body), { who: null })).toBeUndefined(),
  )
})
