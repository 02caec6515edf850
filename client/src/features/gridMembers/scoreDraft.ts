import { scoreParts, wrongTemplate, type ScoreTemplate } from '@shuniu/shared/gridMembers'
import { oneOf, type Refused } from '@shuniu/shared/kernel'
import * as Type from 'typebox'
import type { Static } from 'typebox'
import { Check } from 'typebox/schema'

/** A template while it is being put together: weights as they are typed. */
const ScoreDraft = Type.Object({
  year: Type.String(),
  items: Type.Array(Type.Object({ name: Type.String(), part: oneOf(scoreParts), weight: Type.String() }), {
    maxItems: 20,
  }),
  ground: Type.String(),
})
export type ScoreDraft = Static<typeof ScoreDraft>
export const isScoreDraft = (words: unknown): words is ScoreDraft => Check(ScoreDraft, words)

export const scoreDraft = (former: ScoreTemplate | undefined, year: number): ScoreDraft => ({
  year: String(year),
  items: former
    ? former.items.map(one => ({ ...one, weight: String(one.weight) }))
    : [
        { name: '居民满意度', part: 'satisfaction', weight: '50' },
        { name: '年度工作任务完成情况', part: 'task', weight: '50' },
      ],
  ground: '',
})

/** The template that a draft says; undefined while a name or a number is missing. */
export function templateIn({ year, items }: ScoreDraft): ScoreTemplate | undefined {
  const isWhole = /^20[2-9]\d$/.test(year) && items.length > 0
  const read = items.map(({ name, part, weight }) => ({ name: name.trim(), part, weight: Number(weight) }))
  const isRead = read.every(
    ({ name, weight }) => name !== '' && Number.isInteger(weight) && weight >= 1 && weight <= 100,
  )
  return isWhole && isRead ? { year: Number(year), items: read } : undefined
}

/** What the server would refuse, told before it is asked. */
export function foreseenTemplate(draft: ScoreDraft): Refused | undefined {
  const template = templateIn(draft)
  return template && wrongTemplate(template)
}

export function sumsOf({ items }: ScoreDraft): { sum: number; heard: number; task: number } {
  const of = (part?: string) =>
    items
      .filter(one => part === undefined || one.part === part)
      .reduce((total, { weight }) => total + (Number(weight) || 0), 0)
  return { sum: of(), heard: of('satisfaction'), task: of('task') }
}
