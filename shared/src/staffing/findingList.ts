import * as Type from 'typebox'
import { Day } from '../calendar/index.ts'
import { closed, contract, Id } from '../kernel/index.ts'

/** So many centres are told of in one table, and so many rules of each. */
const mostCentres = 1_000
const mostRules = 60

/** Findings, named by their centres and rules. */
const NamedFindings = closed({
  unitId: Id,
  rules: Type.Array(Type.String({ minLength: 1, maxLength: 20 }), {
    minItems: 1,
    maxItems: mostRules,
    uniqueItems: true,
  }),
})

/** The findings named, as a table for a spreadsheet: xlsx. */
export const writeFindingList = contract({
  name: 'writeFindingList',
  method: 'POST',
  path: '/staffing/finding-lists',
  summary: '导出人员缺配清单（Excel）',
  shape: {
    body: closed({
      day: Type.Optional(Day),
      centres: Type.Array(NamedFindings, { minItems: 1, maxItems: mostCentres }),
    }),
    reply: Type.Unsafe<Uint8Array>({ type: 'string', format: 'binary' }),
  },
  needs: 'member.read',
  refuses: ['appointment.notADay'],
})
