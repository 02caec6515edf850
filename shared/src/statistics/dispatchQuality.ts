import * as Type from 'typebox'
import type { Static } from 'typebox'
import { CaseLevelSchema } from '../cases/index.ts'
import { closed, contract, InstantText, nullable } from '../kernel/index.ts'

const Count = Type.Integer({ minimum: 0 })
const Seconds = nullable(Type.Number({ minimum: 0 }))

/** How long something took: of how many cases, and within what time half, nine of ten and nineteen of twenty of them. */
const TimeSpread = closed({ n: Count, p50S: Seconds, p90S: Seconds, p95S: Seconds })
export type TimeSpread = Static<typeof TimeSpread>

/** So many days back; so many kinds are told, those sent most often first. */
export const qualityDays = 30
export const kindsOfQuality = 100

/**
 * How quickly cases are answered and sent, and how often to the unit proposed first. Work is measured, of no person: cases of
 * the division asked by, opened in the last thirty days, none that is sensitive. Source: anchors.md §8 (NFPA 1221), desk.md §4.
 */
export const DispatchQuality = closed({
  from: InstantText,
  levels: Type.Array(
    closed({
      level: CaseLevelSchema,
      /** From the report to whoever first said 我来办 or accepted it. */
      answered: TimeSpread,
      /** From there to its dispatch. */
      dispatched: TimeSpread,
    }),
    { maxItems: 4 },
  ),
  /** Dispatches for which a unit was proposed, and those that went to the first one; by kind. */
  kinds: Type.Array(closed({ categoryCode: Type.String(), sent: Count, first: Count }), {
    maxItems: kindsOfQuality,
  }),
  /** Why others were sent. */
  reasons: Type.Array(closed({ code: Type.String(), n: Count }), { maxItems: 20 }),
})
export type DispatchQuality = Static<typeof DispatchQuality>

export const seeDispatchQuality = contract({
  name: 'seeDispatchQuality',
  method: 'GET',
  path: '/statistics/dispatch-quality',
  summary: '派遣质量：用时和首选采用率',
  shape: { reply: DispatchQuality },
  needs: 'statistics.read',
  refuses: [],
})
