import { standardPlaybooks, standardCatalogue } from '@shuniu/shared/cases'
import { instant } from '@shuniu/shared/kernel'
import { expect, it } from 'vitest'
import { callsIn, contentOf, playbookDraft, stepsIn, unansweredFields } from './playbookForm.ts'

const kinds = standardCatalogue.at(instant('2026-11-24T02:00:00.000Z')).rows
const nameOf = (code: string) => kinds.find(kind => kind.code === code)?.name ?? code

it.each(standardPlaybooks.map(one => [one.code, one] as const))(
  '%s is written and read again without a change',
  (_, before) => {
    const draft = playbookDraft(before.content ?? undefined, { today: '2026-11-24', nameOf })

    const content = contentOf(draft, { before, kinds })

    expect(content).toEqual(before.content)
    expect(unansweredFields({ ...draft, reason: '依据' }, content)).toEqual([])
  },
)

it('keeps the code of a step by its words, else by its place, and gives a new one its own', () => {
  const before = [
    { code: 'first', text: '通知村干部' },
    { code: 'second', text: '设警戒', withinMin: 10 },
  ]

  expect(stepsIn('设警戒（15 分钟内）\n通知村干部', before)).toEqual([
    { code: 'second', text: '设警戒', withinMin: 15 },
    { code: 'first', text: '通知村干部' },
  ])
  expect(stepsIn('通知村（社区）干部\n设警戒', before).map(({ code }) => code)).toEqual(['first', 'second'])
  expect(stepsIn('通知村干部\n\n疏散\n设警戒', before).map(({ code }) => code)).toEqual([
    'first',
    'step1',
    'second',
  ])
})

it('reads whom to ring: a number, or words of a unit', () => {
  expect(callsIn('消防 119｜119\n住建局｜住房｜报地点\n村干部')).toEqual([
    { to: '消防 119', dial: '119' },
    { to: '住建局', unit: '住房', say: '报地点' },
    { to: '村干部' },
  ])
})

it('says which questions are not answered by what is asked', () => {
  const draft = playbookDraft(undefined, { today: '2026-11-24', nameOf })

  expect(unansweredFields(draft, contentOf(draft, { before: undefined, kinds }))).toEqual([
    ...['name', 'kinds', 'steps', 'firstReport', 'source', 'reason'],
  ])
})
