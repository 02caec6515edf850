import {
  countyCatalogueOf,
  spokenWordsOf,
  standardCatalogue,
  type Amendment,
  type Catalogue,
  type CountyCatalogue,
  type CountyKind,
} from '@shuniu/shared/cases'
import { instant } from '@shuniu/shared/kernel'
import { shallowRef } from 'vue'
import { serverNow } from '../../../platform/time/index.ts'

/** The county's catalogue as far as this page knows it: the standard until it is read. */
const county = shallowRef(standardCatalogue)

export const putAmendments = (amendments: readonly Amendment[]): void =>
  void (county.value = countyCatalogueOf(amendments))

/** The county's catalogue through time. */
export const knownCounty = (): CountyCatalogue => county.value

/** What is picked from now; a list made of it is made anew when the county's catalogue is another. */
export const kindsNow = (): Catalogue => county.value.at(instant(serverNow()))

/** A kind as it was at a moment; one that was added since as it is. */
export const kindThen = (code: string, at: string): CountyKind | undefined =>
  county.value.at(instant(at)).of(code) ?? kindsNow().of(code)

/** What a kind is called now; its code where it is nowhere. */
export const kindName = (code: string): string => kindsNow().of(code)?.name ?? code

/** Every class and kind that is read, by its code, as lists to pick from have them. */
export const kindChoices = () =>
  kindsNow().rows.map(({ code, name, parent, synonyms }) => ({
    id: code,
    text: name,
    group: parent === null ? name : kindName(parent),
    words: [...synonyms, ...spokenWordsOf(code)].join(' '),
  }))
