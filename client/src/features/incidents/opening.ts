import type { CaseMove, CaseView } from '@shuniu/shared/cases'
import { incidentDraft } from '@shuniu/shared/documents'
import { say } from '../../platform/i18n/index.ts'
import { useOpenedCase, type FilledFields } from '../cases/index.ts'
import { useUnits } from '../centres/index.ts'
import { useDivisions } from '../grids/index.ts'
import { nextKind } from './lines.ts'

const addressee = ({ tier }: CaseView): string =>
  say(tier === 'county' ? 'incidents.sentTo.county' : 'incidents.sentTo.township')

/** What the form of a report holds when it opens: drafted from what is on record, or the draft that waits. */
export function useIncidentOpening() {
  const opened = useOpenedCase()
  const units = useUnits()
  const divisions = useDivisions()
  const placeOf = (code: string): string =>
    [...new Set([code.slice(0, 9), code.slice(0, 12)].map(divisions.nameOf))].join('')

  function drafted(seen: CaseView): FilledFields {
    const { detail } = opened
    const reportKind = nextKind(seen)
    if (!detail || detail.case.id !== seen.id) return { reportKind, sentTo: addressee(seen) }
    const names = { unitOf: units.nameOf, placeOf, placeNow: placeOf, centre: '' }
    const text = incidentDraft({ detail, names, isDemo: false }, reportKind)
    return { reportKind, sentTo: addressee(seen), text }
  }
  function waiting({ incident }: CaseView): FilledFields {
    const version = incident?.pending?.version
    const draft = opened.detail?.exchanges.incidentReports.find(one => one.version === version)
    return { draft: String(version ?? ''), text: draft?.text ?? '' }
  }
  return (move: CaseMove, seen: CaseView): FilledFields => {
    if (move === 'callIncident') return { sentTo: addressee(seen) }
    if (move === 'draftIncident') return drafted(seen)
    if (move === 'signIncident') return waiting(seen)
    return move === 'returnIncident' ? { draft: String(seen.incident?.pending?.version ?? '') } : {}
  }
}
