import * as Type from 'typebox'
import type { Static } from 'typebox'
import { closed, CommandId, contract, Id, nullable } from '../../kernel/index.ts'
import { CaseView } from '../model.ts'

/** So many cases of one number are told, the newest first; of the others, how many there are, counted to `callerCasesCounted`. */
export const callerCasesTold = 10
export const callerCasesCounted = 500

/** So many numbers an account may ask about at once, and one more each ten seconds: nobody tries out numbers one by one. */
export const callerBurst = 20
export const callerRefillMs = 10_000

/** An earlier case of a number, and who reported it as far as the asker may read that. */
export const CallerCase = closed({ case: CaseView, reporterName: nullable(Type.String()) })
export type CallerCase = Static<typeof CallerCase>

/**
 * The cases that were reported from a telephone number, of those whose reporter the asker may read or look at to call: a
 * desk where the case lies, whoever handles it. The number goes in the body, so that no log of addresses has it.
 * Source: domain.md §4.2, §5.3; design.md §7.
 */
export const listCallerCases = contract({
  name: 'listCallerCases',
  method: 'POST',
  path: '/callers',
  summary: '同一号码反映过的事件',
  shape: {
    body: closed({ phone: Type.String({ pattern: '^[0-9+ -]{5,20}$' }) }),
    reply: closed({
      items: Type.Array(CallerCase, { maxItems: callerCasesTold }),
      total: Type.Integer({ minimum: 0 }),
      /** There are at least so many. */
      totalIsFloor: Type.Optional(Type.Boolean()),
    }),
  },
  needs: 'case.accept',
  refuses: ['caller.noNumber', 'caller.tooOften'],
})

/** Seconds after which a number that was looked at is hidden again. Source: domain.md §5.3. */
export const lookHidesAfterS = 120

/**
 * A look at who reported, by a desk of the case's area that does not handle the case and has to call: it is written into the
 * record of the case before it is answered. The same id again is the same look. Source: domain.md §5.3.
 */
export const lookAtReporter = contract({
  name: 'lookAtReporter',
  method: 'POST',
  path: '/cases/:id/reporter-looks',
  summary: '查看反映人电话',
  shape: {
    params: closed({ id: Id }),
    body: closed({ id: CommandId }),
    reply: closed({ name: nullable(Type.String()), phone: Type.String(), hideAfterS: Type.Integer() }),
  },
  needs: 'case.readReporter',
  refuses: ['case.unknown', 'case.notYours', 'case.illegalMove', 'case.noNumber', 'command.idTaken'],
})
