import { caseFacts, CaseLeft } from '@shuniu/shared/cases'
import { bindEar, type BoundEar, type Ear } from '../../platform/live/index.ts'
import { useCases } from './cases.store.ts'

/** `case.left` takes the place of a fact for whoever may not read the case any more. */
const heard = { ...caseFacts, 'case.left': { body: CaseLeft } }

export const caseEar = (): BoundEar => {
  const cases = useCases()
  const ear: Ear<typeof heard> = {
    'case.opened': cases.put,
    'case.moved': cases.put,
    'case.warned': cases.put,
    'case.carded': cases.put,
    'case.overdue': cases.put,
    'case.mediaChanged': cases.put,
    'case.left': cases.drop,
  }
  return bindEar(heard, ear)
}
