import {
  isDispute,
  type CaseDetail,
  type CaseEntry,
  type CaseStatus,
  type IncidentReportKind,
} from '../cases/index.ts'
import type { DocumentCode } from './codes.ts'
import type { Draw } from './drawing.ts'
import { extensionForm, suspensionForm } from './forms/approvals.ts'
import { dispatchOrder, refusalForm } from './forms/dispatch.ts'
import { incidentFinal, incidentFirst, incidentFollowing } from './forms/incident.ts'
import { mediationAgreement, mediationRecord, returnVisit } from './forms/mediation.ts'
import { disputeRegister, visitRegister } from './forms/registers.ts'
import { checkForm, resultForm } from './forms/results.ts'
import { superviseNotice, urgeNotice } from './forms/supervision.ts'
import { volumeContents, volumeCover, volumeNote } from './forms/volume.ts'

/** What of a case decides which documents it has. */
export type DocumentedCase = Pick<CaseDetail, 'case' | 'timeline'>
/** What gave rise to a document: an entry of the timeline, or the case as a whole. */
type Occasion = CaseEntry | undefined

interface DocumentRow {
  /** Each is a document of its own, that of the case as a whole last; none: not yet, or never for this case. */
  readonly occasions: (current: DocumentedCase) => readonly Occasion[]
  /** When there is one, to be told to whoever asks too early. */
  readonly since: string
  readonly draw: Draw
}

const once = (is: boolean): readonly Occasion[] => (is ? [undefined] : [])
const of =
  (...moves: readonly string[]) =>
  ({ timeline }: DocumentedCase) =>
    timeline.filter(({ move }) => moves.includes(move))
const isIn = ({ case: current }: DocumentedCase, ...statuses: readonly CaseStatus[]) =>
  statuses.includes(current.status)

const isGrave = ({ case: current }: DocumentedCase) => current.level === 'red' || current.level === 'orange'
const isOfDispute = ({ case: current }: DocumentedCase) => isDispute(current.categoryCode)
const isBegun = ({ case: current }: DocumentedCase) => current.steps.startedAt !== null
const isOver = (current: DocumentedCase) => isIn(current, 'closed', 'archived')

const textIs = ({ filled }: CaseEntry, name: string, ...texts: readonly string[]) => {
  const said = filled[name]
  return typeof said === 'string' && (texts.length === 0 || texts.includes(said))
}
/** 化解成功(书面协议), by people's mediation or together with the police. Source: domain.md S28, §2.4. */
const isAgreed = (entry: CaseEntry) =>
  entry.move === 'finish' &&
  textIs(entry, 'resultCode', '10') &&
  textIs(entry, 'methodCode', 'peopleMediation', 'policeMediation')

const volume = { occasions: (current: DocumentedCase) => once(isOver(current)), since: '结案之后' }
/** Those that were signed; where none was, what the record gives a blank form of, as long as the case is grave. */
const incident = (kind: IncidentReportKind, blank: DocumentRow['occasions'], since: string) => ({
  occasions: (current: DocumentedCase) => {
    const signed = current.timeline.filter(
      entry => entry.move === 'signIncident' && textIs(entry, 'reportKind', kind),
    )
    return signed.length === 0 && isGrave(current) ? blank(current) : signed
  },
  since,
})

/** Which documents a case has, when, and how each is filled in. Source: domain.md §4.6. */
export const documentRows: Readonly<Record<DocumentCode, DocumentRow>> = {
  visitRegister: {
    occasions: ({ case: current }) => once(current.sourceCode === '03'),
    since: '来源为窗口来访时',
    draw: visitRegister,
  },
  disputeRegister: {
    occasions: current => once(isOfDispute(current) && current.case.steps.acceptedAt !== null),
    since: '矛盾纠纷受理之后',
    draw: disputeRegister,
  },
  dispatchOrder: { occasions: of('assign', 'designate', 'reassign'), since: '派遣之后', draw: dispatchOrder },
  refusalForm: { occasions: of('refuse', 'coRefuse'), since: '单位退单之后', draw: refusalForm },
  extensionForm: { occasions: of('askExtension'), since: '主办单位申请延期之后', draw: extensionForm },
  suspensionForm: { occasions: of('suspend'), since: '挂账之后', draw: suspensionForm },
  urgeNotice: { occasions: of('urge'), since: '催办之后', draw: urgeNotice },
  superviseNotice: {
    occasions: ({ timeline }) => timeline.filter(entry => textIs(entry, 'noticeNumber')),
    since: '督办之后',
    draw: superviseNotice,
  },
  incidentFirst: { ...incident('first', () => once(true), '事件为红色或橙色时'), draw: incidentFirst },
  incidentFollowing: {
    ...incident('following', of('progress'), '红色或橙色事件填报进展之后'),
    draw: incidentFollowing,
  },
  incidentFinal: { ...incident('final', of('finish'), '红色或橙色事件处置反馈之后'), draw: incidentFinal },
  mediationRecord: {
    occasions: current => once(isOfDispute(current) && isBegun(current)),
    since: '矛盾纠纷开始处置之后',
    draw: mediationRecord,
  },
  mediationAgreement: {
    occasions: current =>
      isOfDispute(current)
        ? [...current.timeline.filter(isAgreed), ...once(isIn(current, 'handling', 'rework'))]
        : [],
    since: '矛盾纠纷处置中，或以书面协议化解之后',
    draw: mediationAgreement,
  },
  resultForm: {
    occasions: ({ timeline }) =>
      timeline.filter(
        entry =>
          ['finish', 'giveTransferResult', 'report'].includes(entry.move) && textIs(entry, 'resultCode'),
      ),
    since: '处置反馈之后',
    draw: resultForm,
  },
  checkForm: {
    occasions: current => [...of('pass', 'rework')(current), ...once(isIn(current, 'done'))],
    since: '处置反馈之后',
    draw: checkForm,
  },
  returnVisit: {
    occasions: current => [...of('archive')(current), ...once(isIn(current, 'closed'))],
    since: '结案之后',
    draw: returnVisit,
  },
  volumeCover: { ...volume, draw: volumeCover },
  volumeContents: { ...volume, draw: volumeContents },
  volumeNote: { ...volume, draw: volumeNote },
}
