import * as Type from 'typebox'
import type { Static } from 'typebox'
import { CaseLevelSchema } from '../cases/index.ts'
import { notificationReaders } from '../clocks/index.ts'
import { closed, Id, InstantText, nullable, oneOf, typedKeys } from '../kernel/index.ts'
import { channels, deliveryStates } from './channels.ts'

/** What somebody is told for: to sign a case dispatched to their unit, to accept one that calls. */
export const reachTasks = { sign: '签收', accept: '受理' } as const
export type ReachTask = keyof typeof reachTasks

/** How it ended. `done`: somebody did what was asked · `withdrawn`: there was nothing to do any more. */
export const reachEnds = ['done', 'withdrawn'] as const
export type ReachEnd = (typeof reachEnds)[number]

/** The sending by one channel, as those see it who may read the case. */
export const DeliveryView = closed({
  channel: oneOf(channels),
  state: oneOf(deliveryStates),
  /** When it was this channel's turn, and when the other side took it. */
  at: InstantText,
  sentAt: nullable(InstantText),
  attempts: Type.Integer({ minimum: 0 }),
  /** Why it was given up, or what its last try met. */
  fault: nullable(Type.String()),
})
export type DeliveryView = Static<typeof DeliveryView>

/** Somebody who is told, or would be told next, and what came of it. */
export const ReachedPerson = closed({
  accountId: Id,
  name: Type.String(),
  reader: oneOf(notificationReaders),
  rank: Type.Integer({ minimum: 0 }),
  /** Null while it is not their turn. */
  toldAt: nullable(InstantText),
  /** On a device of theirs, and opened there. */
  receivedAt: nullable(InstantText),
  openedAt: nullable(InstantText),
  deliveries: Type.Array(DeliveryView),
})
export type ReachedPerson = Static<typeof ReachedPerson>

/** One thing that somebody was to be told, who was reached how and when, or not yet. */
export const ReachView = closed({
  id: Id,
  task: oneOf(typedKeys(reachTasks)),
  level: CaseLevelSchema,
  unitId: nullable(Id),
  since: InstantText,
  /** From when on people are told: a dispatch can be taken back until then. */
  startsAt: InstantText,
  endedAt: nullable(InstantText),
  end: nullable(oneOf(reachEnds)),
  /** The move that ended it, and who made that. */
  endMove: nullable(Type.String()),
  endedByName: nullable(Type.String()),
  /** Since when nobody is left to be told. */
  spentAt: nullable(InstantText),
  /** When the next step is taken; null when there is none. */
  nextAt: nullable(InstantText),
  persons: Type.Array(ReachedPerson),
})
export type ReachView = Static<typeof ReachView>
