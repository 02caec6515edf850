import { isRealDay, shanghaiDay } from '../../calendar/index.ts'
import { fold, refuse, type Instant, type Refused } from '../../kernel/index.ts'
import { takesEffectAt, type Amendment, type KindChange } from './amendment.ts'
import { categoryOf, isDispute, parentOfOwn } from './categories.ts'
import { countyCatalogueOf, type Catalogue, type CountyKind } from './county.ts'
import { lastResort } from './choosing.ts'

/** Own codes under one parent: its own digits and 81 … 98, as the standard keeps them for counties. */
const ownNumbers = Array.from({ length: 18 }, (_, nth) => String(81 + nth))

/** So many amendments a county can make, ever: all of them are told to every page. */
export const mostAmendments = 2_000

/**
 * The code that a county's next kind under a standard one gets: never one that was used, withdrawn ones among them. Undefined
 * when all eighteen are. Under the class of disputes itself there is none: its kinds lie under the classes of list A.
 */
export function nextOwnCode(parent: string, used: readonly string[]): string | undefined {
  const taken = new Set(used)
  return ownNumbers.map(number => parent + number).find(code => !taken.has(code) && !categoryOf(code))
}

/** Whether kinds of the county's own may stand under it: any class or kind of the standard but 矛盾纠纷 as a whole. */
export const mayHoldOwn = (code: string): boolean => parentOfOwn(`${code}81`)?.code === code

/** An amendment about to be made: `id` and `madeAt` are those that it would get. */
export type Proposal = Amendment

const neverEnded: readonly string[] = ['E99', lastResort]

const isSameList = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every(one => b.includes(one))

/** Whether a kind would be as it was. */
function changesNothing(before: CountyKind, change: KindChange): boolean {
  switch (change.kind) {
    case 'add':
      return false
    case 'change':
      return (
        (change.name ?? before.name) === before.name &&
        (change.shortName ?? before.shortName) === before.shortName &&
        (change.defaultLevel ?? before.defaultLevel) === before.defaultLevel &&
        isSameList(change.synonyms ?? before.synonyms, before.synonyms)
      )
    case 'end':
      return before.ended !== undefined && before.ended.instead === change.instead
    case 'resume':
      return before.ended === undefined
    default:
      return change satisfies never
  }
}

/** What another kind that is in use is called or found by. */
const wordsOf = ({ name, synonyms }: CountyKind): readonly string[] => [name, ...synonyms].map(fold)

/**
 * Whether the words of a kind lead to another as well. A name that the standard itself has twice, as 交通事故, is let be
 * where the county has left it as it is.
 */
function clashIn(catalogue: Catalogue, code: string): Refused | undefined {
  const own = catalogue.of(code)
  if (!own || !catalogue.isInUse(code)) return undefined
  const others = catalogue.rows.filter(row => row.code !== code && catalogue.isInUse(row.code))
  const bearer = (word: string) => others.find(row => wordsOf(row).includes(fold(word)))
  const namesake = own.name === categoryOf(code)?.name ? undefined : bearer(own.name)
  if (namesake) {
    return refuse('catalogue.nameTaken', { name: own.name, code: namesake.code, by: namesake.name })
  }
  const synonym = own.synonyms.find(word => bearer(word))
  const holder = synonym === undefined ? undefined : bearer(synonym)
  return holder && refuse('catalogue.synonymTaken', { synonym, code: holder.code, by: holder.name })
}

/** The first clash of a kind's words from a moment on, through all that is to come. */
function clashFrom(amendments: readonly Amendment[], code: string, from: Instant): Refused | undefined {
  const county = countyCatalogueOf(amendments)
  const moments = [from, ...amendments.map(takesEffectAt).filter(at => at > from)]
  return [...new Set(moments)].map(at => clashIn(county.at(at), code)).find(clash => clash !== undefined)
}

function wrongDay({ effectiveFrom }: Proposal, now: Instant): Refused | undefined {
  if (!isRealDay(effectiveFrom)) return refuse('catalogue.notADay', { days: [effectiveFrom] })
  const today = shanghaiDay(now)
  return effectiveFrom < today ? refuse('catalogue.pastDay', { today, effectiveFrom }) : undefined
}

function wrongEnd(proposal: Proposal, after: Catalogue): Refused | undefined {
  const { code, change } = proposal
  if (change.kind !== 'end') return undefined
  if (neverEnded.includes(code)) return refuse('catalogue.lastResort', { code })
  const { instead } = change
  const isChosen = instead === undefined || after.kinds.some(row => row.code === instead)
  return isChosen ? undefined : refuse('catalogue.wrongInstead', { code, instead })
}

/**
 * Why an amendment may not be made beside the others; undefined when it may. Pure.
 * Refuses: `catalogue.notADay`, `catalogue.pastDay`, `category.unknown`, `catalogue.unchanged`, `catalogue.lastResort`,
 * `catalogue.wrongInstead`, `catalogue.nameTaken`, `catalogue.synonymTaken`, `catalogue.full`.
 */
export function wrongAmendment(
  proposal: Proposal,
  known: readonly Amendment[],
  now: Instant,
): Refused | undefined {
  const wrong = wrongDay(proposal, now)
  if (wrong) return wrong
  if (known.length >= mostAmendments) return refuse('catalogue.full', { most: mostAmendments })
  const { code, change } = proposal
  const from = takesEffectAt(proposal)
  const before = countyCatalogueOf(known).at(from).of(code)
  const isAdded = change.kind === 'add'
  if (isAdded ? !parentOfOwn(code) : !before) return refuse('category.unknown', { code })
  if (before && changesNothing(before, change)) return refuse('catalogue.unchanged', { code })
  const all = [...known, proposal]
  return wrongEnd(proposal, countyCatalogueOf(all).at(from)) ?? clashFrom(all, code, from)
}

/**
 * Why an amendment may not be withdrawn; undefined when it may. Pure. Refuses: `catalogue.inForce` once its day has begun,
 * `catalogue.leanedOn` where others change what it adds, `catalogue.nameTaken` and `catalogue.synonymTaken` where the words
 * that come back have been given to another meanwhile.
 */
export function wrongWithdrawal(
  amendment: Amendment,
  known: readonly Amendment[],
  now: Instant,
): Refused | undefined {
  const from = takesEffectAt(amendment)
  if (from <= now) return refuse('catalogue.inForce', { from: amendment.effectiveFrom })
  const others = known.filter(({ id }) => id !== amendment.id)
  const leaning = amendment.change.kind === 'add' && others.some(({ code }) => code === amendment.code)
  if (leaning) return refuse('catalogue.leanedOn', { code: amendment.code })
  return clashFrom(others, amendment.code, from)
}

/** The codes that end with a kind: its own and those below it. */
export const beneath = (catalogue: Catalogue, code: string): CountyKind[] =>
  catalogue.rows.filter(row => {
    const isBelow =
      row.code !== code && (row.code.startsWith(code) || (code === 'E01' && isDispute(row.code)))
    return isBelow && catalogue.isInUse(row.code)
  })
