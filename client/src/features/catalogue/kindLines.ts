import type { Day } from '@shuniu/shared/calendar'
import { catalogueOn, takesEffectAt, type CountyCatalogue, type CountyKind } from '@shuniu/shared/cases'
import { shanghaiDay } from '@shuniu/shared/calendar'
import type { Amendment } from '@shuniu/shared/cases'
import { answersTo } from '../../platform/pinyin/index.ts'

export const kindFilters = ['all', 'changed', 'own', 'ended'] as const
export type KindFilter = (typeof kindFilters)[number]

/** One line of the table: a kind as it is on a day, and the next thing that will become of it. */
export interface KindLine {
  readonly kind: CountyKind
  /** 0 an event class · 1 … what lies below. */
  readonly depth: number
  readonly isInUse: boolean
  readonly endedFrom: Day | undefined
  readonly isChanged: boolean
  readonly next: Amendment | undefined
}

/** The catalogue of a day as lines, in its order. */
export function kindLines(county: CountyCatalogue, day: Day): KindLine[] {
  const { rows, of, isInUse } = catalogueOn(county, day)
  const depthOf = ({ parent }: CountyKind): number => {
    const above = parent === null ? undefined : of(parent)
    return above ? 1 + depthOf(above) : 0
  }
  const said = [...county.amendments].sort((a, b) => (takesEffectAt(a) < takesEffectAt(b) ? -1 : 1))
  return rows.map(kind => ({
    kind,
    depth: depthOf(kind),
    isInUse: isInUse(kind.code),
    endedFrom: kind.ended && shanghaiDay(kind.ended.at),
    isChanged: said.some(({ code }) => code === kind.code),
    next: said.find(one => one.code === kind.code && one.effectiveFrom > day),
  }))
}

const passes: Readonly<Record<KindFilter, (line: KindLine) => boolean>> = {
  all: () => true,
  changed: ({ isChanged }) => isChanged,
  own: ({ kind }) => kind.isOwn,
  ended: ({ isInUse }) => !isInUse,
}

/** The lines that answer to what was typed: by name, short name, code, synonym or pinyin initials. */
export const linesFor = (
  lines: readonly KindLine[],
  by: { readonly typed: string; readonly filter: KindFilter },
): KindLine[] =>
  lines.filter(passes[by.filter]).filter(({ kind: { code, name, shortName, synonyms } }) => {
    const typed = by.typed.trim()
    const isCode = /^e?\d+$/i.test(typed)
    if (isCode) return code.startsWith(typed.toUpperCase()) || code.startsWith(`E${typed}`)
    return [name, shortName, ...synonyms].some(word => answersTo(word, typed))
  })
