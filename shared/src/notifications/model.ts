import * as Type from 'typebox'
import type { Static } from 'typebox'
import { clockCards, notificationReaders, stages } from '../clocks/index.ts'
import { closed, Id, InstantText, nullable, oneOf } from '../kernel/index.ts'

const fields = {
  id: Id,
  caseId: Id,
  caseNumber: Type.String(),
  stage: oneOf(stages),
  /** The helping unit whose clock it is; null for the case's own. */
  unitId: nullable(Id),
  /** How much of the limit was used up, in percent: 100 and above is late. */
  percent: Type.Integer(),
  card: nullable(oneOf(clockCards)),
  /** For which post the reader is told. */
  reader: oneOf(notificationReaders),
  /** When so much was used up. */
  dueAt: InstantText,
  at: InstantText,
}

/** What crosses the socket: whose it is, and nothing that a person wrote. */
export const NotificationFact = closed({ ...fields, readerId: Id })
export type NotificationFact = Static<typeof NotificationFact>

export const NotificationView = closed({ ...fields, seenAt: nullable(InstantText) })
export type NotificationView = Static<typeof NotificationView>
