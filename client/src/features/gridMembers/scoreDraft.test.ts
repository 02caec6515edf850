import { expect, it } from 'vitest'
import { foreseenTemplate, scoreDraft, sumsOf, templateIn } from './scoreDraft.ts'

const draft = scoreDraft(undefined, 2027)
const weighing = (...weights: string[]) => ({
  ...draft,
  items: draft.items.map((one, at) => ({ ...one, weight: weights[at] ?? one.weight })),
})

it('begins with half of it as residents’ word, which may be saved as it stands', () => {
  expect(templateIn(draft)?.items.map(({ weight }) => weight)).toEqual([50, 50])
  expect(foreseenTemplate(draft)).toBeUndefined()
  expect(sumsOf(draft)).toEqual({ sum: 100, heard: 50, task: 50 })
})

it('foresees what would be refused, and says nothing of what is not finished', () => {
  expect(foreseenTemplate(weighing('49', '51'))?.refusal.code).toBe('scoreTemplate.satisfaction')
  expect(foreseenTemplate(weighing('50', '49'))?.refusal.code).toBe('scoreTemplate.notWhole')
  expect(templateIn(weighing('', '50'))).toBeUndefined()
  expect(templateIn({ ...draft, year: '27' })).toBeUndefined()
})
