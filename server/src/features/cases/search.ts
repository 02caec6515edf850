import { kindNamesOf, standardOf, topClassOf, type CaseFact } from '@shuniu/shared/cases'
import { initialsOf } from '../grids/index.ts'
import { folded, foldVersion, gramsOf } from './grams.ts'
import { marksOf, type Marked } from './marks.ts'
import { hidingOf, type KnownReporter } from './reporterWords.ts'

const initialsByName = new Map<string, string>()
const rememberedNames = 20_000

/** Names of places and kinds come again and again; working out their initials takes longer than all else here. */
function rememberedInitials(name: string): string {
  const known = initialsByName.get(name)
  if (known !== undefined) return known
  if (initialsByName.size >= rememberedNames) initialsByName.clear()
  const initials = initialsOf(name)
  initialsByName.set(name, initials)
  return initials
}

/** What of a case words are looked for in. */
export interface Searched extends Marked {
  readonly id: string
  readonly number: string
  readonly categoryCode: string
  readonly kindNames?: CaseFact['kindNames']
  readonly placeName: string
  readonly placeText: string | null
  readonly text: string | null
  /** Absent where nobody is known. */
  readonly reporter?: KnownReporter
}

/** What a case is found by, as its row of `case_words`. */
export function wordsOf(of: Searched) {
  const kind = kindNamesOf(of)?.name ?? ''
  const standard = of.kindNames ? standardOf(of.categoryCode)?.name : undefined
  const top = topClassOf(of.categoryCode)?.name ?? ''
  const initials = [rememberedInitials(of.placeName), rememberedInitials(kind)]
  const publicText = folded([of.number, `${of.placeName}${kind}`, ...initials, top, standard ?? null])
  const privateText = folded([of.placeText, of.text])
  const hide = of.reporter ? hidingOf(of.reporter) : (text: string) => text
  const hidden = folded([of.placeText, of.text].map(text => text && hide(text)))
  const name = of.reporter?.name ?? null
  const reporterText = name === null ? null : folded([name, initialsOf(name)])
  const grams = gramsOf([publicText, privateText, reporterText ?? ''].join('\n'))
  const commonText = hidden === privateText ? null : hidden
  const { reporterTail = null } = of
  return {
    caseId: of.id,
    publicText,
    privateText,
    commonText,
    reporterText,
    reporterTail,
    grams,
    marks: marksOf(of),
    foldVersion,
  }
}

/** The words of a case as a move leaves it. */
export const wordsAfter = (
  row: Searched,
  { categoryCode, kindNames }: Pick<CaseFact, 'categoryCode' | 'kindNames'>,
) => wordsOf({ ...row, categoryCode, kindNames })

/** Words made anew take the place of those that were there; of marks none is lost that a move has just added. */
export const overFormerWords = `on conflict (case_id) do update set public_text = excluded.public_text,
  private_text = excluded.private_text, common_text = excluded.common_text, reporter_text = excluded.reporter_text,
  reporter_tail = excluded.reporter_tail, grams = excluded.grams, fold_version = excluded.fold_version,
  marks = array(select distinct unnest(case_words.marks || excluded.marks))`
