import * as Type from 'typebox'
import { closed, contract, Id } from '../kernel/index.ts'

/** So many rows are asked for at once: a few screens of a list. */
export const mostWordsAsked = 100
/** As much of a report as a row has room for. */
export const rowWordsLength = 60

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'

/** How the reports of some cases begin, for the rows of a list: of those alone that the asker reads in full. */
export const listCaseWords = contract({
  name: 'listCaseWords',
  method: 'GET',
  path: '/cases/words',
  summary: '事件内容摘要',
  shape: {
    query: closed({
      ids: Type.String({
        pattern: `^${uuid}(,${uuid}){0,${mostWordsAsked - 1}}$`,
        maxLength: 37 * mostWordsAsked,
      }),
    }),
    reply: closed({
      items: Type.Array(closed({ id: Id, words: Type.String() }), { maxItems: mostWordsAsked }),
    }),
  },
  needs: 'case.read',
  refuses: [],
})
