import * as Type from 'typebox'
import type { Static } from 'typebox'
import { Day } from '../calendar/index.ts'
import { closed, Id, InstantText, nullable, oneOf, PersonText } from '../kernel/index.ts'

/** 更名 · 换码 · 并入 · 拆分 · 撤销. Source: domain.md §2.9, S38. */
export const divisionActKinds = {
  rename: '更名',
  recode: '换码',
  merge: '并入',
  split: '拆分',
  cease: '撤销',
} as const satisfies Readonly<Record<string, string>>
export type DivisionActKind = keyof typeof divisionActKinds

const code = Type.String({ pattern: '^(?:[0-9]{6}|[0-9]{9}|[0-9]{12}|[0-9]{15})$' })
const name = PersonText(40)

/** One of what a division is split into. `children`: the codes of what lies in it today and goes to this part. */
const SplitPart = closed({ code, name, children: Type.Array(code, { maxItems: 999 }) })
export type SplitPart = Static<typeof SplitPart>

/** So many parts at most come of one. */
export const mostParts = 20

/** What is to be done to a division or grid. */
export const DivisionCommand = Type.Union([
  closed({ kind: Type.Literal('rename'), code, name }),
  closed({ kind: Type.Literal('recode'), code, newCode: code }),
  closed({ kind: Type.Literal('merge'), code, into: code }),
  closed({
    kind: Type.Literal('split'),
    code,
    /** The first is the heir of what cannot be divided, unless one of them keeps the code. */
    parts: Type.Array(SplitPart, { minItems: 2, maxItems: mostParts }),
  }),
  /** `heir`: takes over what is left; null where nothing is. */
  closed({ kind: Type.Literal('cease'), code, heir: nullable(code) }),
])
export type DivisionCommand = Static<typeof DivisionCommand>

export const divisionActStates = ['planned', 'done', 'withdrawn', 'failed'] as const
export type DivisionActState = (typeof divisionActStates)[number]

/** How much an act changes: so many of each go along with the division. */
export const DivisionEffects = closed({
  /** Townships, villages and grids that get another code. */
  divisions: Type.Integer(),
  grids: Type.Integer(),
  openCases: Type.Integer(),
  pastCases: Type.Integer(),
  accounts: Type.Integer(),
  units: Type.Integer(),
  members: Type.Integer(),
})
export type DivisionEffects = Static<typeof DivisionEffects>

/** A code in place of another. */
export const CodeMove = closed({ from: Type.String(), to: Type.String() })
export type CodeMove = Static<typeof CodeMove>

/** An act on a division as it was written down. */
export const DivisionActView = closed({
  id: Id,
  nr: Type.Integer(),
  kind: oneOf(['rename', 'recode', 'merge', 'split', 'cease'] as const),
  command: DivisionCommand,
  /** What it was called when the act was made. */
  subjectName: Type.String(),
  /** The names of whatever took over. */
  heirNames: Type.Array(Type.String()),
  effectiveOn: Day,
  /** Number and title of the document it rests on. */
  ground: Type.String(),
  reason: Type.String(),
  state: oneOf(divisionActStates),
  madeBy: Type.String(),
  madeAt: InstantText,
  /** When it took effect, was withdrawn or failed. */
  endedAt: nullable(InstantText),
  endedBy: nullable(Type.String()),
  endReason: nullable(Type.String()),
  /** What it changed; null before it has. */
  effects: nullable(DivisionEffects),
})
export type DivisionActView = Static<typeof DivisionActView>
