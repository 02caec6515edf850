import * as Type from 'typebox'
import type { Static } from 'typebox'
import { closed, CommandId, contract, Id, InstantText, nullable } from '../kernel/index.ts'

/** A reading of a phone's place. Heading in degrees clockwise from true north, speed in m/s. */
export const PositionReading = closed({
  at: InstantText,
  lon: Type.Number({ minimum: -180, maximum: 180 }),
  lat: Type.Number({ minimum: -90, maximum: 90 }),
  accuracyM: Type.Optional(Type.Number({ minimum: 0, maximum: 1_000_000 })),
  speed: Type.Optional(Type.Number({ minimum: 0, maximum: 400 })),
  heading: Type.Optional(Type.Number({ minimum: 0, maximum: 360 })),
})
export type PositionReading = Static<typeof PositionReading>

/**
 * Takes readings only while the member's own patrol runs, or while they have a red or orange task in hand;
 * others are dropped unread and said to be. Source: design.md §4.8, domain.md §5.7.
 */
export const sendPositions = contract({
  name: 'sendPositions',
  method: 'POST',
  path: '/positions',
  summary: '上报位置',
  shape: {
    body: closed({ items: Type.Array(PositionReading, { minItems: 1, maxItems: 200 }) }),
    reply: closed({
      taken: Type.Integer(),
      dropped: Type.Integer(),
      onPatrol: Type.Boolean(),
      /** Whether the member stands on the map now: a reading that is too old is stored and shows nobody. */
      shown: Type.Boolean(),
    }),
  },
  needs: 'position.send',
  refuses: [],
  status: 202,
})

/** A member's shift outdoors: begun and ended by their own tap, by nothing else. */
export const PatrolView = closed({
  id: CommandId,
  startedAt: InstantText,
  endedAt: nullable(InstantText),
})
export type PatrolView = Static<typeof PatrolView>

export const startPatrol = contract({
  name: 'startPatrol',
  method: 'POST',
  path: '/patrols',
  summary: '开始巡查',
  shape: { body: closed({ id: CommandId }), reply: PatrolView },
  needs: 'position.send',
  refuses: ['patrol.running'],
})

/**
 * Ends a patrol. `at` is when the member tapped, for a phone that had no network then: the patrol ended at that moment.
 * A moment before its beginning counts as the beginning, one still to come as now.
 */
export const endPatrol = contract({
  name: 'endPatrol',
  method: 'POST',
  path: '/patrols/:id/end',
  summary: '结束巡查',
  shape: {
    params: closed({ id: CommandId }),
    query: closed({ at: Type.Optional(InstantText) }),
    reply: PatrolView,
  },
  needs: 'position.send',
  refuses: ['patrol.unknown'],
})

export const seePatrol = contract({
  name: 'seePatrol',
  method: 'GET',
  path: '/patrols/mine',
  summary: '我的巡查',
  shape: { reply: closed({ patrol: nullable(PatrolView) }) },
  needs: 'position.send',
  refuses: [],
})

/** Where a member on patrol was last: the row of the signal `member.positions`, and of the first picture. */
export const MemberFix = closed({
  memberId: Id,
  at: InstantText,
  lon: Type.Number(),
  lat: Type.Number(),
  gridCode: nullable(Type.String()),
  /** How sure the place is, in metres; absent where the phone did not say. */
  accuracyM: Type.Optional(Type.Number({ minimum: 0 })),
})
export type MemberFix = Static<typeof MemberFix>

/** The signal of the fixes that changed in the last second, one frame a room. */
export const positionsSignal = 'member.positions'

export const listPositions = contract({
  name: 'listPositions',
  method: 'GET',
  path: '/positions',
  summary: '在岗位置',
  shape: {
    query: closed({ area: Type.Optional(Type.String({ pattern: '^[0-9]{6,15}$' })) }),
    reply: closed({ at: InstantText, items: Type.Array(MemberFix) }),
  },
  needs: 'position.read',
  refuses: ['area.notYours'],
})
