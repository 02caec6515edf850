import * as Type from 'typebox'
import type { Static } from 'typebox'
import { Day } from '../calendar/index.ts'
import { closed, Id, InstantText, nullable, oneOf, PersonText } from '../kernel/index.ts'
import type { GridPartition, GridRing } from './partition/index.ts'

/**
 * A draft is drawn; an approved one waits for its day, on which it comes into force. It is dropped on purpose, or has lapsed
 * where the village was changed in another way before its day.
 */
export const gridPlanStates = ['draft', 'approved', 'inForce', 'dropped', 'lapsed'] as const
export type GridPlanState = (typeof gridPlanStates)[number]

const Micro = (most: number) => Type.Integer({ minimum: -most * 1e6, maximum: most * 1e6 })
const Ring = Type.Array(Type.Tuple([Micro(180), Micro(90)]), { maxItems: 5_000 })
const GridCode = Type.String({ pattern: '^[0-9]{15}$' })

/** So many grids of one village are drawn at once; serials end at 999. */
const mostGrids = 200
const People = Type.Integer({ minimum: 0, maximum: 100_000 })

/** A partition on the wire: corners in whole micro-degrees. */
export const PartitionShape = closed({
  outline: Ring,
  grids: Type.Array(
    closed({
      code: GridCode,
      name: PersonText(40),
      ring: Ring,
      population: People,
      households: People,
      specialKind: nullable(PersonText(20)),
      /** Why it may have more than 500 people, where it has. */
      oversizeNote: nullable(PersonText(200)),
    }),
    { minItems: 1, maxItems: mostGrids },
  ),
  ceased: Type.Array(closed({ code: GridCode, name: PersonText(40), heirCode: GridCode }), {
    maxItems: 999,
  }),
})
export type PartitionShape = Static<typeof PartitionShape>

const ringShape = (ring: GridRing) => ring.map(([east, north]): [number, number] => [east, north])

export const shapeOf = ({ outline, grids, ceased }: GridPartition): PartitionShape => ({
  outline: ringShape(outline),
  grids: grids.map(({ ring, ...grid }) => ({ ...grid, ring: ringShape(ring) })),
  ceased: ceased.map(one => ({ ...one })),
})

const By = closed({ name: Type.String(), at: InstantText })

const head = {
  id: Id,
  villageCode: Type.String(),
  /** Its name down from the township. */
  villageName: Type.String(),
  state: oneOf(gridPlanStates),
  /** By which decision or document the grids are drawn anew. */
  basis: nullable(Type.String()),
  /** The day it comes, or came, into force. */
  forceOn: nullable(Day),
  /** Who drew last. */
  drawn: By,
  approved: nullable(By),
  /** What whoever gave it back, or dropped it, says. */
  note: nullable(Type.String()),
  version: Type.Integer({ minimum: 1 }),
}

/** A plan as a list tells of it. */
export const GridPlanHead = closed(head)
export type GridPlanHead = Static<typeof GridPlanHead>

/** A plan with what it is drawn on, and what it draws. */
export const GridPlanView = closed({
  ...head,
  base: PartitionShape,
  shape: PartitionShape,
  /** Codes that grids of the village had before: none is given again. */
  former: Type.Array(GridCode),
  /** Whether the asker has drawn in it: then another approves it. */
  isOwn: Type.Boolean(),
})
export type GridPlanView = Static<typeof GridPlanView>
