import * as Type from 'typebox'
import type { Static } from 'typebox'
import { closed, oneOf, PersonText, refuse, type Refused } from '../kernel/index.ts'

/** `satisfaction`: what residents say of the service · `task`: what was to be done in the year. Source: domain.md §2.6. */
export const scoreParts = ['satisfaction', 'task'] as const

/** Of a yearly assessment at least so many of a hundred are what residents say. Source: domain.md §2.6. */
export const leastSatisfaction = 50

/** By what the work of a year is assessed; the weights are of a hundred. */
export const ScoreTemplate = closed({
  year: Type.Integer({ minimum: 2020, maximum: 2100 }),
  items: Type.Array(
    closed({
      name: PersonText(40),
      part: oneOf(scoreParts),
      weight: Type.Integer({ minimum: 1, maximum: 100 }),
    }),
    { minItems: 1, maxItems: 20 },
  ),
})
export type ScoreTemplate = Static<typeof ScoreTemplate>

/** What may be no measure of a grid member: presence online, distances, numbers of reports. Source: domain.md §5.7, design.md §7. */
const forbidden = /打卡|签到|在线时长|里程|步数|轨迹|排名|上报(数|量)|登录/

/**
 * Why a template may not be used; undefined when it may. Pure.
 * Refuses: `scoreTemplate.notWhole`, `scoreTemplate.satisfaction`, `scoreTemplate.twice`, `scoreTemplate.forbidden`.
 */
export function wrongTemplate({ items }: ScoreTemplate): Refused | undefined {
  const sum = items.reduce((total, { weight }) => total + weight, 0)
  if (sum !== 100) return refuse('scoreTemplate.notWhole', { sum })
  const names = items.map(({ name }) => name.trim())
  if (new Set(names).size < names.length) return refuse('scoreTemplate.twice')
  const wrong = names.find(name => forbidden.test(name))
  if (wrong !== undefined) return refuse('scoreTemplate.forbidden', { name: wrong })
  const heard = items
    .filter(({ part }) => part === 'satisfaction')
    .reduce((total, { weight }) => total + weight, 0)
  return heard < leastSatisfaction
    ? refuse('scoreTemplate.satisfaction', { heard, least: leastSatisfaction })
    : undefined
}
