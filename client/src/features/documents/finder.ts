import { listCases, type CaseView } from '@shuniu/shared/cases'
import { documentNames, listDocuments, type DocumentItem } from '@shuniu/shared/documents'
import { fold, grant, searchWords, type Result } from '@shuniu/shared/kernel'
import { lookOnServer, type Finder, type Finding } from '../../platform/commands/index.ts'
import { call } from '../../platform/http/index.ts'
import { say } from '../../platform/i18n/index.ts'
import { answersTo } from '../../platform/pinyin/index.ts'

export interface DocumentDoings {
  /** The case that is open, whose documents are found by their names alone. */
  readonly opened: () => CaseView | undefined
  readonly open: (caseId: string, item: DocumentItem) => void
}

/** Of so many cases the documents are looked at: whoever means another one says more of it. */
const mostCases = 3
const mostDocuments = 6
const leastDigits = 3

const names = Object.values(documentNames)
const isName = (word: string): boolean => names.some(name => answersTo(name, word))
const isNumber = (word: string): boolean => new RegExp(`^(?:db)?\\d{${leastDigits},}$`).test(word)

interface DocumentWords {
  /** Words that name a form. */
  readonly forms: readonly string[]
  /** What is left to find the case by. */
  readonly rest: readonly string[]
}

/** Nothing is asked for words that neither name a form nor may be a number. */
export function documentWords(typed: string): DocumentWords | undefined {
  const words = searchWords(typed)
  const forms = words.filter(word => !isNumber(word) && isName(word))
  const rest = words.filter(word => !forms.includes(word))
  return forms.length > 0 || rest.some(isNumber) ? { forms, rest } : undefined
}

/** Whether a document is of a form that was named, or else has the number that was typed. */
export const isMeant = (
  { name, number }: Pick<DocumentItem, 'name' | 'number'>,
  words: DocumentWords,
): boolean =>
  words.forms.length > 0
    ? words.forms.every(word => answersTo(name, word))
    : words.rest.some(word => isNumber(word) && fold(number).endsWith(word.replace(/^db/, '')))

async function casesMeant(
  { rest }: DocumentWords,
  opened: CaseView | undefined,
): Promise<Result<readonly CaseView[]>> {
  if (rest.length === 0) return grant(opened ? [opened] : [])
  const page = await call(listCases, { query: { q: rest.join(' '), limit: mostCases } })
  return page.ok ? grant(page.value.items) : page
}

/** Documents: those of the open case by name, those of another one by its words beside the name, and by a number. */
export const documentFinder = ({ opened, open }: DocumentDoings): Finder => ({
  id: 'documents',
  nth: 5,
  title: () => say('palette.documents'),
  look: typed =>
    lookOnServer(typed, async text => {
      const words = documentWords(text)
      if (!words) return grant([])
      const cases = await casesMeant(words, opened())
      if (!cases.ok) return cases
      const found = await Promise.all(cases.value.map(seen => documentsIn(seen, words, open)))
      return grant(found.flat().slice(0, mostDocuments))
    }),
})

/** Of a case that has left meanwhile, or shows none to this person, there are none. */
async function documentsIn(
  { id, number }: CaseView,
  words: DocumentWords,
  open: DocumentDoings['open'],
): Promise<Finding[]> {
  const listed = await call(listDocuments, { params: { id } })
  if (!listed.ok) return []
  return listed.value.items
    .filter(item => isMeant(item, words))
    .map(item => ({
      id: `document ${id} ${item.form} ${item.of ?? ''}`,
      text: item.name,
      more: item.number === '' ? number : `${item.number} · ${number}`,
      open: () => open(id, item),
    }))
}
