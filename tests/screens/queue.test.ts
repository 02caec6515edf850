import { maxQueryLength, seeCase, type CaseView } from '@shuniu/shared/cases'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { broughtTo, seen, takenOn } from '../builders/course.ts'
import { peopleOf } from '../builders/people.ts'
import { aReport } from '../builders/report.ts'
import { launchForPages } from '../journeys/chromium.ts'
import { patient, type KnownCase } from '../journeys/office.ts'
import { deskSizes, phoneSizes, wallSizes, type ScreenSize } from './sizes.ts'
import { aStand } from './stand.ts'

/** Nothing here is told by a map. */
const stand = aStand(launchForPages)
const as = (account: string) => stand.app.signIn(account)
const notThere = /您的权限范围|不在未办结/

async function sit(account: string, path: string, size: ScreenSize): Promise<Page> {
  const { page, leave } = await stand.sit(account, path, size)
  onTestFinished(leave)
  await page.locator('.badge.live, .fresh.live').first().waitFor({ timeout: 30_000 })
  return page
}
const row = (page: Page, { id }: Pick<KnownCase, 'id'>) => page.locator(`[data-case="${id}"]`)
const list = (page: Page) => page.locator('.queue .rows')
const search = (page: Page, words: string) => page.getByRole('searchbox').fill(words)
const atSizes = deskSizes.map(size => [size.name, size] as const)

let archived: readonly [CaseView, CaseView]
beforeAll(async () => {
  const people = peopleOf(stand.app)
  const archive = async () => {
    const report = aReport({ occurredAt: stand.clock.now(), text: '两家因排水沟改道多次争执。' })
    return takenOn(people, await broughtTo('closed', people, report), ['t1.duty', 'archive'])
  }
  archived = [await archive(), await archive()]
})

/** A desk with the first archived case open, whose hour the test moves on. */
async function sitForLong(account: string, size: ScreenSize): Promise<Page> {
  const { page, leave } = await stand.sit(account, '/help', size)
  onTestFinished(leave)
  await page.clock.install()
  await page.goto(new URL(`/desk/cases/${archived[0].id}`, page.url()).href)
  await page.locator('.badge.live').waitFor({ timeout: 30_000 })
  await page.locator('.card').getByText(archived[0].number).waitFor()
  return page
}
/** A desk lets go once a minute of what nobody looks at, and reads anew what is open. */
async function aMinuteLater(page: Page): Promise<void> {
  const tidied = page.waitForRequest(asked => asked.url().endsWith(archived[0].id))
  await page.clock.fastForward(61_000)
  await tidied
}

describe('a case that is over', () => {
  it.each(atSizes)(
    'stands among what was looked for as what it is, minutes later too, at %s',
    async (_, size) => {
      const page = await sitForLong('t1.dispatcher', size)
      await search(page, '排水沟改道')
      await row(page, archived[1]).waitFor()

      await aMinuteLater(page)

      for (const one of archived) expect(await row(page, one).innerText()).toMatch(/已归档/)
      expect(await list(page).innerText()).not.toMatch(notThere)
    },
  )
})

describe('a row that the pointer rests on', () => {
  it.each(atSizes)(
    'is told as gone on when another officer rejects the case, minutes later too, at %s',
    async (_, size) => {
      const known = await stand.reported({ text: '路灯不亮，夜里行人多。' })
      const page = await sitForLong('t1.dispatcher', size)
      await page.locator('[data-tab="all"]').click()
      await row(page, known).hover()

      await takenOn(as, await seen(await as('t1.duty'), known.id), ['t1.duty', 'reject'])
      await expect.poll(() => row(page, known).innerText(), patient).toMatch(/→ 不予受理/)
      await aMinuteLater(page)

      expect(await row(page, known).innerText()).toMatch(/→ 不予受理/)
      expect(await list(page).innerText()).not.toMatch(notThere)
      await row(page, known).click()
      await expect.poll(() => page.locator('.card').innerText(), patient).toMatch(/不予受理/)
    },
  )

  it.each(atSizes)('is told as out of sight when the case really leaves, at %s', async (_, size) => {
    const people = peopleOf(stand.app)
    const report = aReport({ occurredAt: stand.clock.now(), text: '井盖松动。' })
    const assigned = await broughtTo('assigned', people, report)
    const page = await sit('t1.force', '/desk', size)
    await page.locator('[data-tab="all"]').click()
    await row(page, assigned).click()
    await page.locator('.card').getByText(assigned.number).waitFor()

    await takenOn(people, assigned, ['t1.dispatcher', 'recall'])

    await expect.poll(() => list(page).innerText(), patient).toMatch(/该事件已转出您的权限范围/)
    expect(await row(page, assigned).count()).toBe(0)
    expect(await page.locator('.card').innerText()).toMatch(
      new RegExp(`${assigned.number}.*已转由其他单位办理，不再在您的权限范围内`),
    )
  })
})

describe('a search', () => {
  it.each(atSizes)('shows nothing of what was found by other words, at %s', async (name, size) => {
    // What other sizes have reported is found too by words that are not of this one alone.
    const nth = '甲乙丙丁'.charAt(atSizes.findIndex(([one]) => one === name))
    const [bridge, ditch] = [`石桥栏杆${nth}`, `水渠堵塞${nth}`]
    const known = await stand.reported({ text: `村口${bridge}断裂。` })
    const other = await stand.reported({ text: `${ditch}漫水。` })
    const page = await sit('t1.dispatcher', '/desk', size)
    const queue = page.locator('.queue')
    const found = async () => [await queue.innerText(), await queue.locator('[data-case]').count()] as const
    await search(page, bridge)
    await row(page, known).waitFor()
    expect((await found())[0]).toMatch(/找到 1 件/)

    await page.context().setOffline(true)
    await search(page, ditch)
    await queue.getByText('连不上服务器').waitFor(patient)
    expect(await found()).toEqual([expect.not.stringMatching(/找到|没有找到/), 0])
    await page.context().setOffline(false)
    // It asks again by itself, with nobody at the keyboard.
    await row(page, other).waitFor(patient)
    expect((await found())[1]).toBe(1)

    await search(page, ditch.repeat(29).slice(0, 115))
    await queue.getByText(`查找内容最多 ${maxQueryLength} 个字`).waitFor(patient)
    expect(await found()).toEqual([expect.not.stringMatching(/找到 \d/), 0])
    await search(page, ditch)
    await row(page, other).waitFor(patient)
  })
})

describe('a case on account whose notice is not answered in time', () => {
  let late: CaseView
  beforeAll(async () => {
    const report = aReport({ occurredAt: stand.clock.now(), categoryCode: 'E0702', level: 'yellow' })
    const known = await takenOn(
      as,
      await broughtTo('handling', peopleOf(stand.app), report),
      ['county.supervisor', 'supervise'],
      ['t1.director', 'suspend'],
    )
    const { body } = await (await as('t1.director')).call(seeCase, { params: { id: known.id } })
    const answerBy = body.clocks.find(({ stage }) => stage === 'supervisionReply')?.dueAt ?? ''
    stand.clock.moveOnS((Date.parse(answerBy) - Date.parse(stand.clock.now())) / 1_000 + 60)
    const director = await as('t1.director')
    await vi.waitFor(async () => {
      late = await seen(director, known.id)
      expect(late).toMatchObject({ status: 'suspended', overdue: true })
    }, patient)
    expect(Date.parse(late.dueAt ?? '')).toBeGreaterThan(Date.parse(stand.clock.now()) + 86_400_000)
  })
  const told = expect.stringMatching(/督办答复已超时/)
  const notTold = expect.not.stringMatching(/剩 /)

  it.each(atSizes)('says so at a desk among what is late, at %s', async (_, size) => {
    const page = await sit('t1.dispatcher', '/desk', size)
    await page.locator('[data-tab="overdue"]').click()
    // What falls due while the desk is opened waits beside the list until somebody takes it in.
    const news = page.getByRole('button', { name: '更新列表' })
    // A low screen shows few rows at a time: whoever looks for one of many goes down the list.
    const taken = async () => {
      if (await news.isVisible()) await news.click()
      await page.locator('.rows').evaluate(rows => rows.scrollBy(0, rows.clientHeight))
      return row(page, late).count()
    }
    await expect.poll(taken, patient).toBe(1)
    const text = await row(page, late).innerText()
    expect([text, text]).toEqual([told, notTold])
  })

  it.each(phoneSizes.map(size => [size.name, size] as const))(
    'says so on the phone of its unit, at %s',
    async (_, size) => {
      const page = await sit('t1.force', '/m/tasks', size)
      await page.locator('[data-list="open"]').click()
      const text = await page.locator('button.line').filter({ hasText: late.number }).innerText()
      expect([text, text]).toEqual([told, notTold])
    },
  )

  it.each(wallSizes.map(size => [size.name, size] as const))(
    'says so on a wall among what is late, at %s',
    async (_, size) => {
      const page = await sit('county.wall', '/wall', size)
      await page
        .locator('.strip')
        .getByRole('button', { name: /^超时未办 / })
        .click()
      const drawer = page.locator('.drawer')
      await drawer.getByText(/挂账/).first().waitFor()
      const text = await drawer.innerText()
      expect([text, text]).toEqual([told, notTold])
    },
  )
})

it('told no error of its own on any page', () => {
  expect(stand.complaints()).toEqual([])
})
