import { grant } from '@shuniu/shared/kernel'
import { listPersons, type PersonView } from '@shuniu/shared/staffing'
import { lookOnServer, type Finder } from '../../platform/commands/index.ts'
import { call } from '../../platform/http/index.ts'
import { say } from '../../platform/i18n/index.ts'

const mostPersons = 6
/** What the register of persons is asked for: part of a name or its initials. */
const mostLetters = 40
const isNameLike = (words: string): boolean => words.length <= mostLetters && !/\d/.test(words)

/** Persons who hold posts, with the number of their office and where they belong. */
export const personFinder = (does: {
  readonly placeOf: (person: PersonView) => string
  readonly open: (person: PersonView) => void
}): Finder => ({
  id: 'persons',
  nth: 4,
  title: () => say('palette.persons'),
  look: typed =>
    lookOnServer(typed, async words => {
      if (!isNameLike(words)) return grant([])
      const page = await call(listPersons, { query: { q: words, limit: mostPersons } })
      if (!page.ok) return page
      return grant(
        page.value.items.map(person => ({
          id: `person ${person.id}`,
          text: person.name,
          more: [does.placeOf(person), person.officePhone ?? person.mobile].filter(Boolean).join(' · '),
          open: () => does.open(person),
        })),
      )
    }),
})
