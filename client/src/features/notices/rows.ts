import type { CaseView } from '@shuniu/shared/cases'
import { stageRows } from '@shuniu/shared/clocks'
import type { NoticeView } from '@shuniu/shared/notices'
import { say } from '../../platform/i18n/index.ts'
import { timeText } from '../../platform/time/index.ts'

/** One notice as a line: which case, what its clock has come to, for which post the reader is told. */
export interface NoticeRow {
  readonly id: string
  readonly caseId: string
  readonly title: string
  readonly told: string
  readonly card: NoticeView['card']
  readonly under: string
  readonly isLate: boolean
  readonly isSeen: boolean
}

const ranOutPercent = 100

function toldOf({ stage, unitId, percent }: NoticeView, unitOf: (id: string) => string): string {
  const { name } = stageRows[stage]
  const whose = unitId ? say('notices.helper', { unit: unitOf(unitId), stage: name }) : name
  const named = { stage: whose, percent }
  if (percent < ranOutPercent) return say('notices.used', named)
  return say(percent === ranOutPercent ? 'notices.late' : 'notices.later', named)
}

interface Known {
  readonly seenOf: (caseId: string) => Pick<CaseView, 'title'> | undefined
  readonly unitOf: (id: string) => string
}

/** Lines of notices; a case that is not known here is named by its number alone. */
export const rowsOf = (
  notices: readonly NoticeView[],
  { seenOf, unitOf }: Known,
  nowMs: number,
): NoticeRow[] =>
  notices.map(notice => {
    const title = seenOf(notice.caseId)?.title
    const as = say('notices.as', { post: say(`notices.post.${notice.reader}`) })
    return {
      id: notice.id,
      caseId: notice.caseId,
      title: title ?? notice.caseNumber,
      told: toldOf(notice, unitOf),
      card: notice.card,
      under: [timeText(notice.at, nowMs), title && notice.caseNumber, as].filter(Boolean).join(' · '),
      isLate: notice.percent >= ranOutPercent,
      isSeen: notice.seenAt !== null,
    }
  })
