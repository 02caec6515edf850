import * as Type from 'typebox'
import type { Static } from 'typebox'
import { Day } from '../calendar/index.ts'
import { closed, contract, Id, InstantText, nullable, oneOf, Position, VersionSeen } from '../kernel/index.ts'
import { gridCheckCodes } from './catalogue.ts'

/** A finding is to be mended, was found to be right as it is (waived), or is mended. */
export const gridFindingStates = ['open', 'waived', 'mended'] as const
export type GridFindingState = (typeof gridFindingStates)[number]

/** Something wrong with a grid, with the task to mend it. */
export const GridFinding = closed({
  id: Id,
  check: oneOf(gridCheckCodes),
  /** A grid's code, or a village's where the fault is between grids. */
  subject: Type.String(),
  /** Its name down from the township. */
  subjectName: Type.String(),
  villageCode: Type.String(),
  measure: nullable(Type.Number()),
  others: Type.Array(Type.String()),
  /** Where it lies: outlines of the pieces, the largest first. */
  pieces: Type.Array(Type.Array(Position)),
  state: oneOf(gridFindingStates),
  foundAt: InstantText,
  checkedAt: InstantText,
  mendedAt: nullable(InstantText),
  dueOn: Day,
  /** What whoever mends it, or lets it stand, says. */
  note: nullable(Type.String()),
  version: Type.Integer(),
})
export type GridFinding = Static<typeof GridFinding>

const scope = Type.String({ pattern: '^[0-9]{6}([0-9]{3}([0-9]{3})?)?$' })

/** What the last round of checks found in a division: numbers by check, open and late. */
export const seeGridChecks = contract({
  name: 'seeGridChecks',
  method: 'GET',
  path: '/grid-checks',
  summary: '网格核查概况',
  shape: {
    query: closed({ area: Type.Optional(scope) }),
    reply: closed({
      grids: Type.Integer(),
      /** When the last round ended; null before the first has. */
      checkedAt: nullable(InstantText),
      isChecking: Type.Boolean(),
      items: Type.Array(
        closed({
          check: oneOf(gridCheckCodes),
          open: Type.Integer(),
          late: Type.Integer(),
          waived: Type.Integer(),
        }),
      ),
      townships: Type.Array(closed({ code: Type.String(), name: Type.String(), open: Type.Integer() })),
    }),
  },
  needs: 'grid.check',
  refuses: ['area.notYours'],
})

/** So many findings are told at once. */
export const gridFindingsTold = 100

/** Findings of one state, the gravest check first, then the first due; the rest after `cursor`. */
export const listGridFindings = contract({
  name: 'listGridFindings',
  method: 'GET',
  path: '/grid-checks/findings',
  summary: '网格核查问题清单',
  shape: {
    query: closed({
      area: Type.Optional(scope),
      check: Type.Optional(oneOf(gridCheckCodes)),
      state: Type.Optional(oneOf(gridFindingStates)),
      cursor: Type.Optional(Type.String({ pattern: '^[0-9]{1,2}_[0-9-]{10}_[0-9a-f-]{36}$' })),
    }),
    reply: closed({
      items: Type.Array(GridFinding, { maxItems: gridFindingsTold }),
      next: nullable(Type.String()),
    }),
  },
  needs: 'grid.check',
  refuses: ['area.notYours'],
})

/** Begins a round of checks now, unless one is under way. */
export const recheckGrids = contract({
  name: 'recheckGrids',
  method: 'POST',
  path: '/grid-checks/rounds',
  summary: '立即核查网格',
  shape: { reply: closed({ begun: Type.Literal(true) }) },
  needs: 'grid.check',
  refuses: [],
})

/**
 * Sets until when a finding is to be mended, what is said of it, and whether it may stand as it is; that needs a reason.
 * Mended it is by the next round alone.
 */
export const changeGridFinding = contract({
  name: 'changeGridFinding',
  method: 'PUT',
  path: '/grid-checks/findings/:id',
  summary: '整改任务：期限、说明、核实无误',
  shape: {
    params: closed({ id: Id }),
    body: closed({
      seenVersion: VersionSeen(1),
      state: oneOf(['open', 'waived'] as const),
      dueOn: Day,
      note: nullable(Type.String({ minLength: 1, maxLength: 200 })),
    }),
    reply: GridFinding,
  },
  needs: 'grid.check',
  refuses: [
    'gridFinding.unknown',
    'gridFinding.moved',
    'gridFinding.mended',
    'gridFinding.wrongDay',
    'gridFinding.noReason',
  ],
})
