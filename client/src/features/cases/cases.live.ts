import { caseFacts, CaseLeft, catalogueFacts } from '@shuniu/shared/cases'
import { bindEar, type BoundEar, type Ear } from '../../platform/live/index.ts'
import { useCatalogue } from './catalogue/catalogue.store.ts'
import { useCases } from './cases.store.ts'

/** `case.left` takes the place of a fact for whoever may not read the case any more. */
const heard = { ...caseFacts, ...catalogueFacts, 'case.left': { body: CaseLeft } }

export const caseEar = (): BoundEar => {
  const cases = useCases()
  const ear: Ear<typeof heard> = {
    'case.opened': cases.hear,
    'case.moved': cases.hear,
    'case.warned': cases.hear,
    'case.carded': cases.hear,
    'case.overdue': cases.hear,
    'case.mediaChanged': cases.hear,
    'case.left': cases.drop,
    'catalogue.changed': () => void useCatalogue().read(),
  }
  return bindEar(heard, ear)
}
