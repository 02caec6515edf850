import type { CaseView } from '@shuniu/shared/cases'
import { stageRows } from '@shuniu/shared/clocks'
import type { NotificationView } from '@shuniu/shared/notifications'
import { say } from '../../platform/i18n/index.ts'
import { timeText } from '../../platform/time/index.ts'

/** One notification as a line: which case, what its clock has come to, for which post the reader is told. */
export interface NotificationRow {
  readonly id: string
  readonly caseId: string
  readonly title: string
  readonly told: string
  readonly card: NotificationView['card']
  readonly under: string
  readonly isLate: boolean
  readonly isSeen: boolean
}

const ranOutPercent = 100

function toldOf({ stage, unitId, percent }: NotificationView, unitOf: (id: string) => string): string {
  const { name } = stageRows[stage]
  const whose = unitId ? say('notifications.helper', { unit: unitOf(unitId), stage: name }) : name
  const named = { stage: whose, percent }
  if (percent === 0) {
    const isNamed = stage === 'acceptance' || stage === 'signing'
    return say(`notifications.begun.${isNamed ? stage : 'other'}`, named)
  }
  if (percent < ranOutPercent) return say('notifications.used', named)
  return say(percent === ranOutPercent ? 'notifications.late' : 'notifications.later', named)
}

interface KnownNames {
  readonly seenOf: (caseId: string) => Pick<CaseView, 'title'> | undefined
  readonly unitOf: (id: string) => string
}

/** Lines of notifications; a case that is not known here is named by its number alone. */
export const rowsOf = (
  notifications: readonly NotificationView[],
  { seenOf, unitOf }: KnownNames,
  nowMs: number,
): NotificationRow[] =>
  notifications.map(notification => {
    const title = seenOf(notification.caseId)?.title
    const as = say('notifications.as', { post: say(`notifications.post.${notification.reader}`) })
    return {
      id: notification.id,
      caseId: notification.caseId,
      title: title ?? notification.caseNumber,
      told: toldOf(notification, unitOf),
      card: notification.card,
      under: [timeText(notification.at, nowMs), title && notification.caseNumber, as]
        .filter(Boolean)
        .join(' · '),
      isLate: notification.percent >= ranOutPercent,
      isSeen: notification.seenAt !== null,
    }
  })
