import type { DivisionActKind, DivisionCommand } from '@shuniu/shared/divisions'
import * as Type from 'typebox'
import type { Static } from 'typebox'
import { Check } from 'typebox/schema'

const text = Type.String()
const DraftWords = Type.Object({
  name: text,
  newCode: text,
  heir: text,
  parts: Type.Array(Type.Object({ code: text, name: text })),
  /** By the code of what lies in the division: which part has it, counted from 0. */
  partOf: Type.Unsafe<Readonly<Record<string, number>>>({ type: 'object' }),
  effectiveOn: text,
  ground: text,
  reason: text,
})
/** An act being filled in, as it was typed and picked. */
export type ActDraft = Static<typeof DraftWords>
/** Whether kept words are an act being filled in. */
export const isActDraft = (words: unknown): words is ActDraft => Check(DraftWords, words)

export type ActFormField = 'name' | 'newCode' | 'heir' | 'parts' | 'effectiveOn' | 'ground' | 'reason'

interface ActSubject {
  readonly code: string
  readonly name: string
}

/** A split keeps the division itself as its first part, until it is said otherwise. */
export const emptyAct = (subject: ActSubject, today: string): ActDraft => ({
  name: subject.name,
  newCode: subject.code,
  heir: '',
  parts: [
    { code: subject.code, name: subject.name },
    { code: '', name: '' },
  ],
  partOf: {},
  effectiveOn: today,
  ground: '',
  reason: '',
})

/** The command that a draft says; `children`: the codes of what lies in the division, which a split shares out. */
export function commandOf(
  kind: DivisionActKind,
  { code }: Pick<ActSubject, 'code'>,
  { draft, children }: { readonly draft: ActDraft; readonly children: readonly string[] },
): DivisionCommand {
  switch (kind) {
    case 'rename':
      return { kind, code, name: draft.name.trim() }
    case 'recode':
      return { kind, code, newCode: draft.newCode.trim() }
    case 'merge':
      return { kind, code, into: draft.heir }
    case 'split':
      return {
        kind,
        code,
        parts: draft.parts.map((part, nth) => ({
          code: part.code.trim(),
          name: part.name.trim(),
          children: children.filter(child => (draft.partOf[child] ?? 0) === nth),
        })),
      }
    case 'cease':
      return { kind, code, heir: draft.heir === '' ? null : draft.heir }
    default:
      return kind satisfies never
  }
}

const asked = {
  rename: ['name'],
  recode: ['newCode'],
  merge: ['heir'],
  split: ['parts'],
  cease: [],
} as const satisfies Readonly<Record<DivisionActKind, readonly ActFormField[]>>

/** The fields that are still to be filled in. */
export function unansweredIn(kind: DivisionActKind, draft: ActDraft, digits: number): ActFormField[] {
  const isCode = (typed: string) => /^\d+$/.test(typed.trim()) && typed.trim().length === digits
  const isWrong: Readonly<Record<ActFormField, boolean>> = {
    name: draft.name.trim() === '',
    newCode: !isCode(draft.newCode),
    heir: draft.heir === '',
    parts: draft.parts.some(({ code, name }) => !isCode(code) || name.trim() === ''),
    effectiveOn: draft.effectiveOn === '',
    ground: draft.ground.trim() === '',
    reason: draft.reason.trim() === '',
  }
  const fields: readonly ActFormField[] = [...asked[kind], 'effectiveOn', 'ground', 'reason']
  return fields.filter(field => isWrong[field])
}

const places: Readonly<Record<DivisionActKind, ActFormField>> = {
  rename: 'name',
  recode: 'newCode',
  merge: 'heir',
  split: 'parts',
  cease: 'heir',
}
const ofDay: readonly string[] = ['division.wrongDay', 'division.tooEarly']
const ofWhole: readonly string[] = ['division.stale', 'division.planned', 'division.unknown']

/** The field that a refusal speaks of; undefined for one of the whole. */
export function fieldOf(kind: DivisionActKind, code: string): ActFormField | undefined {
  if (ofDay.includes(code)) return 'effectiveOn'
  return code.startsWith('division.') && !ofWhole.includes(code) ? places[kind] : undefined
}
