import { afterAll, beforeAll, expect, it } from 'vitest'
import { scratchCopy, type ScratchCopy } from './planting.ts'

const rowFile = 'shared/src/cases/moves/supervising.ts'
const sampleFile = 'shared/src/cases/testing/commands.ts'
const effectFile = 'shared/src/cases/lifecycle/effects.ts'
const pageFile = 'shared/src/cases/lifecycle/LIFECYCLE.md'

const row = `  reassure: {
    text: '回告',
    help: '告知上报人正在办理，记一次催办已答复。',
    group: 'press',
    key: 'Q',
    from: openStatuses,
    to: 'same',
    by: 'case.answer',
    whose: 'ownerOrDesk',
    stops: [],
    starts: [],
    asks: closed({ text: opinion }),
  },
  /* 30 */ supervise: {`

const effect = `    case 'reassure':
      return { urgeCount: 0 }
    case 'instruct':`

/** What a planted move is asked of the server, by its socket and by its pages. */
const trialFile = 'tests/api/planted.test.ts'
const trial = `import { expect, it } from 'vitest'
import { broughtTo, seen, takenOn } from '../builders/course.ts'
import { aShift } from '../builders/shift.ts'

const { as } = aShift()

it('makes the planted move', async () => {
  const urged = await takenOn(as, await broughtTo('handling', as), ['t1.dispatcher', 'urge'])
  const answered = await takenOn(as, urged, ['t1.force', 'reassure'])

  expect([urged.urgeCount, answered.urgeCount]).toEqual([1, 0])
  expect(await seen(await as('t1.duty'), urged.id)).toMatchObject({ lastMove: 'reassure', urgeCount: 0 })
})
`

let copy: ScratchCopy

beforeAll(async () => {
  copy = await scratchCopy()
  await copy.edit(rowFile, '  /* 30 */ supervise: {', row)
  await copy.edit(
    sampleFile,
    `  instruct: {`,
    `  reassure: { move: 'reassure', text: '正在办理' },\n  instruct: {`,
  )
  await copy.edit(effectFile, `    case 'instruct':`, effect)
})
afterAll(() => copy.remove())

it('a move that changes something takes four files, one of them drawn', async () => {
  await copy.tests('--project', 'shared', 'diagram', '-u')

  expect(await copy.touched()).toEqual([pageFile, effectFile, rowFile, sampleFile])
})

it.each(['server', 'client', 'tests'] as const)('a move leaves nothing of the %s uncompiled', async part => {
  expect(await copy.types(part)).toEqual({ isGood: true, text: '' })
})

it('a move keeps the rules of every status, role and clock, and has a form, a key and a word', async () => {
  expect(await copy.tests('--project', 'shared', 'src/cases')).toMatchObject({ isGood: true })
  expect(
    await copy.tests('--project', 'client', 'src/features/cases', 'src/features/dispatch'),
  ).toMatchObject({
    isGood: true,
  })
})

it('a move is made by the server and told of', async () => {
  await copy.create(trialFile, trial)

  expect(await copy.tests('--project', 'api', trialFile)).toMatchObject({ isGood: true })
})
