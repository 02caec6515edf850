import { caseFacts, CaseLeft } from '@shuniu/shared/cases'
import { bindEar, type BoundEar, type Ear } from '../../platform/live/index.ts'
import { useAlarms } from './alarms.store.ts'

const heard = { ...caseFacts, 'case.left': { body: CaseLeft } }

/** Whatever is told of a case tells whether it calls. */
export const alarmEar = (): BoundEar => {
  const { hear, drop } = useAlarms()
  const ear: Ear<typeof heard> = {
    'case.opened': hear,
    'case.moved': hear,
    'case.warned': hear,
    'case.carded': hear,
    'case.overdue': hear,
    'case.mediaChanged': hear,
    'case.left': drop,
  }
  return bindEar(heard, ear)
}
