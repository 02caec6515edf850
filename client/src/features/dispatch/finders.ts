import { caseStatusRows, listCallerCases, listCases, type CaseView } from '@shuniu/shared/cases'
import type { UnitView } from '@shuniu/shared/centres'
import { fold, grant, typedPhone, type Result } from '@shuniu/shared/kernel'
import { useSession } from '../../platform/auth/index.ts'
import { lookHere, lookOnServer, type Finder, type Finding } from '../../platform/commands/index.ts'
import { call } from '../../platform/http/index.ts'
import { say } from '../../platform/i18n/index.ts'
import { answersTo } from '../../platform/pinyin/index.ts'
import { useUnits } from '../centres/index.ts'
import { shortPlace, useDivisions } from '../grids/index.ts'
import { kindWords, placeWords, shortNumber } from './caseText.ts'

/** So many of each are shown: who has to leaf through more names another word, or looks in the queue's own search. */
const mostCases = 8
const mostHere = 6

/** What Enter does with what was found. */
export interface DeskDoings {
  readonly choose: (seen: CaseView) => void
  /** Looks in the queue for all that the words find. */
  readonly search: (words: string) => void
}

function caseFinding(seen: CaseView, choose: DeskDoings['choose']): Finding {
  const units = useUnits()
  const { nameThen } = useDivisions()
  const status = caseStatusRows[seen.status].name
  return {
    id: `case ${seen.id}`,
    text: `${placeWords(seen, nameThen)} ${kindWords(seen)}`,
    more: [shortNumber(seen.number), status, units.nameOf(seen.ownerUnitId)].filter(Boolean).join(' · '),
    open: () => choose(seen),
  }
}

/**
 * The cases that have the words, the newest first. Of a whole telephone number also those of whoever called from it, as
 * for a call that comes in: by desks that have to call, and only so many numbers a minute.
 */
async function casesBy(words: string): Promise<Result<readonly CaseView[]>> {
  const page = await call(listCases, { query: { q: words, sort: 'newest', limit: mostCases } })
  if (!page.ok) return page
  const read = typedPhone(words)
  if (read.is !== 'whole' || read.phone.length < 7 || !useSession().may('case.accept'))
    return grant(page.value.items)
  const called = await call(listCallerCases, { body: { phone: read.phone } })
  if (!called.ok) return called
  const all = [...called.value.items.map(one => one.case), ...page.value.items]
  return grant([...new Map(all.map(seen => [seen.id, seen])).values()].slice(0, mostCases))
}

const leastDigits = 3
const isCalled = ({ phone }: UnitView, words: string): boolean => {
  const digits = fold(words)
  return /^\d+$/.test(digits) && digits.length >= leastDigits && fold(phone ?? '').includes(digits)
}

const unitsBy = (units: Iterable<UnitView>, words: string): UnitView[] =>
  [...units].filter(unit => answersTo(unit.name, words) || isCalled(unit, words)).slice(0, mostHere)

const villageDigits = 12

/** What the palette of a desk finds: units with their telephones, places, and cases. */
export const deskFinders = ({ choose, search }: DeskDoings): Finder[] => [
  {
    id: 'units',
    nth: 1,
    title: () => say('palette.units'),
    look: typed =>
      lookHere(
        typed,
        () => useUnits().byId,
        (byId, words) =>
          unitsBy(byId.values(), words).map(({ id, name, phone }) => ({
            id: `unit ${id}`,
            text: name,
            more: phone ?? say('dispatch.find.noPhone'),
            open: () => search(name),
          })),
      ),
  },
  {
    id: 'places',
    nth: 2,
    title: () => say('palette.places'),
    look: typed => lookHere(typed, placeNames, (names, words) => placesBy(names, words, search)),
  },
  {
    id: 'cases',
    nth: 3,
    title: () => say('palette.cases'),
    none: () => say('dispatch.queue.notFound'),
    look: typed =>
      lookOnServer(typed, async words => {
        const found = await casesBy(words)
        return found.ok ? grant(found.value.map(seen => caseFinding(seen, choose))) : found
      }),
  },
]

interface PlaceName {
  readonly code: string
  readonly words: string
}

/** Townships and villages by the names that people call them, a village after its township. */
function placeNames(): PlaceName[] {
  const { byCode, nameOf } = useDivisions()
  return [...byCode.keys()]
    .filter(code => code.length > 6 && code.length <= villageDigits)
    .map(code => {
      const own = shortPlace(nameOf(code))
      return {
        code,
        words: code.length < villageDigits ? own : `${shortPlace(nameOf(code.slice(0, 9)))} ${own}`,
      }
    })
}

const placesBy = (names: readonly PlaceName[], typed: string, search: DeskDoings['search']): Finding[] =>
  names
    .filter(({ words }) => answersTo(words, typed))
    .slice(0, mostHere)
    .map(({ code, words }) => ({
      id: `place ${code}`,
      text: words,
      more: say('dispatch.find.casesThere'),
      open: () => search(words),
    }))
