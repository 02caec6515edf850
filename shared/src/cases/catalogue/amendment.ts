import * as Type from 'typebox'
import type { Static } from 'typebox'
import { Day, shanghaiDayStart } from '../../calendar/index.ts'
import { closed, InstantText, NameText, type Instant } from '../../kernel/index.ts'
import { CaseLevelSchema } from './levels.ts'

/** A code of the catalogue: a class, a standard kind, or a county's own kind under either. */
export const KindCode = Type.String({ pattern: String.raw`^E?\d{2}(\d{2}){0,2}$` })

const name = NameText(30)
/** At most six characters, as those of the standard. */
const shortName = NameText(6)
/** 同义词: what people say; each word leads to one kind. */
const synonyms = Type.Array(NameText(10), { maxItems: 16, uniqueItems: true })

/** What one amendment changes of one kind. Codes are never deleted nor used again: a kind is ended, and may be resumed. */
export const KindChange = Type.Union([
  /** A kind of the county's own, under a standard class or kind, which it is counted as. */
  closed({ kind: Type.Literal('add'), name, shortName, defaultLevel: CaseLevelSchema, synonyms }),
  closed({
    kind: Type.Literal('change'),
    name: Type.Optional(name),
    shortName: Type.Optional(shortName),
    defaultLevel: Type.Optional(CaseLevelSchema),
    synonyms: Type.Optional(synonyms),
  }),
  /** 停用: chosen no more, with all below it; `instead` is what is chosen in its place. */
  closed({ kind: Type.Literal('end'), instead: Type.Optional(KindCode) }),
  closed({ kind: Type.Literal('resume') }),
])
export type KindChange = Static<typeof KindChange>

export const amendmentKinds = ['add', 'change', 'end', 'resume'] as const

/** What a county has said of a kind from a day on. Withdrawn ones are no amendments any more. */
export const Amendment = closed({
  id: Type.Integer({ minimum: 1 }),
  code: KindCode,
  effectiveFrom: Day,
  madeAt: InstantText,
  change: KindChange,
})
export type Amendment = Readonly<Omit<Static<typeof Amendment>, 'madeAt'>> & { readonly madeAt: Instant }

/** When an amendment takes effect: as its day begins in Shanghai, or once it is made where that day has begun. */
export function takesEffectAt({
  effectiveFrom,
  madeAt,
}: Pick<Amendment, 'effectiveFrom' | 'madeAt'>): Instant {
  const dayStart = shanghaiDayStart(effectiveFrom)
  return dayStart > madeAt ? dayStart : madeAt
}

/** The order in which amendments count: of the same moment the later said holds. */
export const inOrder = (amendments: readonly Amendment[]): Amendment[] =>
  [...amendments].sort((a, b) => {
    const [atA, atB] = [takesEffectAt(a), takesEffectAt(b)]
    return atA === atB ? a.id - b.id : atA < atB ? -1 : 1
  })
