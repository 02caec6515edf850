import { addDays, shanghaiDayStart, type Day } from '../../calendar/index.ts'
import { instant, toMs, type Instant } from '../../kernel/index.ts'
import { inOrder, takesEffectAt, type Amendment } from './amendment.ts'
import { categories, categoryOf, parentOfOwn, standardOf } from './categories.ts'
import type { Category } from './category.ts'

/** A kind as a county has it at a moment. */
export interface CountyKind extends Category {
  readonly synonyms: readonly string[]
  /** The county added it; it is counted as the standard kind or class above it. */
  readonly isOwn: boolean
  /** Since when it is chosen no more, and what is chosen instead; absent while it is in use. */
  readonly ended?: { readonly at: Instant; readonly instead?: string }
}

/** The catalogue as it holds at a moment: what has ended is still read. */
export interface Catalogue {
  /** Classes before their kinds, standard kinds before the county's own. */
  readonly rows: readonly CountyKind[]
  /** What a new report is filed under and an acceptance confirms: nothing of the standard lies below it, and it is in use. */
  readonly kinds: readonly CountyKind[]
  readonly of: (code: string) => CountyKind | undefined
  /** Neither it nor what stands above it has ended. */
  readonly isInUse: (code: string) => boolean
}

type Kinds = ReadonlyMap<string, CountyKind>

const standard: Kinds = new Map(
  categories.map((row): [string, CountyKind] => [row.code, { ...row, synonyms: [], isOwn: false }]),
)
const standardParents = new Set(categories.map(({ parent }) => parent))

/** What the kind becomes; an own one is drawn, kept secret and closed as the standard one that it stands under. */
function amended(before: CountyKind | undefined, amendment: Amendment): CountyKind | undefined {
  const { code, change, effectiveFrom } = amendment
  if (change.kind === 'add') {
    const above = parentOfOwn(code)
    const { kind: _, ...said } = change
    return above && { ...above, ...said, code, parent: above.code, source: '', isOwn: true, effectiveFrom }
  }
  if (!before) return undefined
  if (change.kind === 'change') {
    const { kind: _, ...said } = change
    return { ...before, ...said }
  }
  const { ended: __, ...used } = before
  if (change.kind === 'resume') return used
  const at = takesEffectAt(amendment)
  return { ...used, ended: { at, ...(change.instead !== undefined && { instead: change.instead }) } }
}

function catalogueOf(kinds: Kinds): Catalogue {
  const below = new Map<string, CountyKind[]>()
  for (const row of kinds.values()) below.set(row.parent ?? '', [...(below.get(row.parent ?? '') ?? []), row])
  const walked = (code: string): CountyKind[] =>
    (below.get(code) ?? []).flatMap(row => [row, ...walked(row.code)])
  const rows = walked('')
  const isInUse = (code: string): boolean => {
    const row = kinds.get(code)
    return row !== undefined && !row.ended && (row.parent === null || isInUse(row.parent))
  }
  return {
    rows,
    kinds: rows.filter(({ code }) => !standardParents.has(code) && isInUse(code)),
    of: code => kinds.get(code),
    isInUse,
  }
}

/** So many states of the catalogue are kept worked out: nearly all that is asked is asked of now. */
const mostKept = 8

/** The county's catalogue through time. */
export interface CountyCatalogue {
  readonly amendments: readonly Amendment[]
  readonly at: (moment: Instant) => Catalogue
}

/**
 * Lays a county's dated amendments over the standard catalogue. What is asked for a past moment is told as it was then:
 * amendments take effect today or later, so that nothing said afterwards changes it.
 */
export function countyCatalogueOf(amendments: readonly Amendment[]): CountyCatalogue {
  const ordered = inOrder(amendments)
  const starts = ordered.map(takesEffectAt)
  const known = new Map<number, Catalogue>()

  /** The catalogue after so many amendments. */
  function after(n: number): Catalogue {
    const kept = known.get(n)
    if (kept) return kept
    const kinds = new Map(standard)
    for (const amendment of ordered.slice(0, n)) {
      const next = amended(kinds.get(amendment.code), amendment)
      if (next) kinds.set(amendment.code, next)
    }
    const made = catalogueOf(kinds)
    if (known.size >= mostKept) known.clear()
    known.set(n, made)
    return made
  }
  return { amendments, at: moment => after(starts.filter(start => start <= moment).length) }
}

/** The standard catalogue, of which no county has changed anything. */
export const standardCatalogue: CountyCatalogue = countyCatalogueOf([])

/** The catalogue as it holds when a day of Shanghai ends. */
export const catalogueOn = (county: CountyCatalogue, day: Day): Catalogue =>
  county.at(instant(toMs(shanghaiDayStart(addDays(day, 1))) - 1))

/** What the kind of a case was called when the case was given it. */
export interface KindNames {
  readonly name: string
  readonly shortName: string
}

/** What a case keeps of the words for its kind: null where they are the standard's own. */
export function namesToKeep(catalogue: Catalogue, code: string): KindNames | null {
  const row = catalogue.of(code)
  const own = categoryOf(code)
  if (!row || (own && own.name === row.name && own.shortName === row.shortName)) return null
  return { name: row.name, shortName: row.shortName }
}

interface KindBearer {
  readonly categoryCode: string
  readonly kindNames?: KindNames | null | undefined
}

/** A case's kind by the words of its own day; undefined for a code that is nowhere. */
export const kindNamesOf = ({ categoryCode, kindNames }: KindBearer): KindNames | undefined =>
  kindNames ?? standardOf(categoryCode)
