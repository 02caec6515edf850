import { moveCase, seeCase } from '@shuniu/shared/cases'
import { expect, it, onTestFinished } from 'vitest'
import { aMove, seen } from '../builders/course.ts'
import { isReduced, say } from '../builders/size.ts'
import { textOf } from '../journeys/kept.ts'
import { patient, press, type KnownCase } from '../journeys/office.ts'
import type { Seat } from '../journeys/shift.ts'
import { phoneSizes } from './sizes.ts'
import { aStand, launchSized } from './stand.ts'

const stand = aStand(launchSized)
/** So many moves are made on one case before the next is taken: its way stays as short as a real one. */
const perCase = 40

/** How long the answer to such a move is, in bytes. */
async function answerB({ id }: KnownCase): Promise<number> {
  const force = await stand.as('t1.force')
  const answer = await force.call(moveCase, {
    params: { id },
    body: aMove('progress', await seen(force, id), { text: '第 0 次' }),
  })
  return Buffer.byteLength(JSON.stringify(answer.body))
}

const cutsOf = (lengthB: number): readonly number[] =>
  isReduced ? [0, Math.floor(lengthB / 2), lengthB - 1] : Array.from({ length: lengthB }, (_, at) => at)

/** Makes the move on the phone while the answer to its first sending breaks off after so many bytes. */
async function sendCut({ page }: Seat, text: string, afterB: number): Promise<void> {
  const rule = stand.proxy.misbehave({ method: 'POST', path: /\/moves$/ }, { does: 'cut', afterB })
  await press({ page }, 'progress')
  await textOf(page).fill(text)
  await page.getByRole('button', { name: '提交' }).click()
  await expect.poll(() => rule.asked.length, { ...patient, interval: 10 }).toBeGreaterThan(0)
  rule.end()
  await page.getByRole('dialog').waitFor({ state: 'detached', timeout: 20_000 })
}

/** Waits until the answer to the second sending is told, and puts all that is told away. */
async function isTold({ page }: Seat): Promise<void> {
  const told = page.locator('.stack')
  await told.getByText(/填报进展已提交/).waitFor(patient)
  expect(await told.innerText()).toMatch(/^(上次提交的「填报进展」已办成。\s*×\s*)?填报进展已提交\s*×$/)
  await told.locator('.close').evaluateAll((all: HTMLElement[]) => {
    for (const one of all) one.click()
  })
}

it('makes a move once and says so, at whichever byte its answer broke off', async () => {
  const [size] = phoneSizes
  if (!size) throw new Error('no phone')
  const begin = () => stand.brought('handling', { level: 'yellow', text: '两家因排水沟改道多次争执。' })
  let known = await begin()
  const cuts = cutsOf(await answerB(known))
  say(`An answer of ${cuts.at(-1)} bytes and one, cut at ${cuts.length} of them`)
  const phone = await stand.sit('t1.force', `/m/case/${known.id}`, size)
  onTestFinished(phone.leave)
  for (const [nth, afterB] of cuts.entries()) {
    if (nth > 0 && nth % perCase === 0) {
      known = await begin()
      await phone.page.goto(new URL(`/m/case/${known.id}`, phone.page.url()).href)
    }
    const text = `${afterB} 字节后断开`
    await sendCut(phone, text, afterB)
    await isTold(phone)
    const now = await (await stand.as('t1.force')).call(seeCase, { params: { id: known.id } })
    const made = now.body.timeline.filter(entry => JSON.stringify(entry).includes(`"${text}"`))
    expect([afterB, made.length]).toEqual([afterB, 1])
  }
})

it('told no error of its own on any page', () => {
  expect(stand.complaints()).toEqual([])
})
