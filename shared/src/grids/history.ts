import * as Type from 'typebox'
import type { Static } from 'typebox'
import { Day } from '../calendar/index.ts'
import { closed } from '../kernel/index.ts'
import { ancestorsOf } from './codes.ts'

/** What a division or grid was until something was done to it; its parent follows from its code. Source: S38, domain.md §2.9. */
export const FormerDivision = closed({
  code: Type.String(),
  name: Type.String(),
  /** The first day on which it was so no more. */
  until: Day,
  /** What took over from it, the one that has what cannot be divided first: itself when it got another name alone; nothing when it simply ended. */
  heirs: Type.Array(Type.String()),
})
export type FormerDivision = Static<typeof FormerDivision>

/** What was and what is: names of today by code, and of former times in the order in which they ended being so. */
export interface DivisionBook {
  readonly nameOf: (code: string) => string | undefined
  readonly formerOf: (code: string) => readonly FormerDivision[]
}

/** A book of what was; of today it asks `nameOf`. */
export function bookOf(former: readonly FormerDivision[], nameOf: DivisionBook['nameOf']): DivisionBook {
  const byCode = new Map<string, FormerDivision[]>()
  for (const one of former) {
    const known = byCode.get(one.code)
    if (known) known.push(one)
    else byCode.set(one.code, [one])
  }
  const formerOf = (code: string) => byCode.get(code) ?? []
  return { nameOf, formerOf }
}

/**
 * What stands today for a code that was once given out: itself, or the first of its heirs, and theirs in turn. Undefined
 * when it ended without any, or never was.
 */
export function presentOf(book: DivisionBook, code: string): string | undefined {
  if (book.nameOf(code) !== undefined) return code
  const heir = book.formerOf(code).at(-1)?.heirs[0]
  return heir === undefined || heir === code ? undefined : presentOf(book, heir)
}

/**
 * The name on a day of what has or had this code. Of a day on which the code had ended already, since an act was made later
 * than it took effect, that of its heir; of one before it began, the first it had. Undefined for what never was.
 */
export function nameOn(book: DivisionBook, code: string, day: Day): string | undefined {
  const former = book.formerOf(code)
  const then = former.find(({ until }) => day < until)
  if (then) return then.name
  const now = book.nameOf(code)
  if (now !== undefined) return now
  const last = former.at(-1)
  const heir = last?.heirs[0]
  return heir === undefined || heir === code ? last?.name : nameOn(book, heir, day)
}

/** The names below the county on a day in one word: 大新镇张槐村委会, 大新镇张槐村第3网格; the county's own for the county. */
export function fullNameOn(book: DivisionBook, code: string, day: Day): string | undefined {
  const above = ancestorsOf(code).slice(1, code.length === 15 ? 2 : undefined)
  const own = nameOn(book, code, day)
  return own === undefined ? undefined : [...above.map(part => nameOn(book, part, day) ?? ''), own].join('')
}
