import { listCases, listCallerCases, moveCase, seeCase } from '@shuniu/shared/cases'
import { makeReport } from '@shuniu/shared/reports'
import type { Page, Route } from 'playwright-core'
import { v7 } from 'uuid'
import { beforeAll, expect, it } from 'vitest'
import { villageCode } from '../builders/county.ts'
import { cameBack } from './kept.ts'
import { anOffice, patient } from './office.ts'
import type { Seat } from './shift.ts'

const office = anOffice()
let desk: Seat

beforeAll(async () => {
  desk = await office.sit('t1.duty')
  await desk.page.setViewportSize({ width: 1366, height: 768 })
})

const form = (page: Page) => page.getByRole('region', { name: '接电话、来访登记' })
const field = (page: Page, name: string) => form(page).getByLabel(name, { exact: true })
const openId = ({ page }: Seat) => /\/desk\/cases\/([^/?]+)/.exec(page.url())?.[1] ?? ''
const detailOf = async (seat: Seat, id: string) => {
  const answer = await seat.operator.call(seeCase, { params: { id } })
  if (!answer.ok) throw new Error(answer.code)
  return answer.value
}
const totalOf = async (seat: Seat) => {
  const page = await seat.operator.call(listCases, { query: { source: '16', limit: 1 } })
  return page.ok ? page.value.total : -1
}

/** A hand on the keyboard that counts its strokes; the words of the report are not counted. */
function handOn(page: Page) {
  let strokes = 0
  return {
    count: () => strokes,
    async press(...keys: string[]) {
      for (const key of keys) await page.keyboard.press(key)
      strokes += keys.length
    },
    async type(text: string) {
      await page.keyboard.type(text)
      strokes += [...text].length
    },
    say: (text: string) => page.keyboard.type(text),
  }
}

/** Fills the form by keyboard alone, from the queue to the words; what is left is to send it. */
async function written(page: Page, { number, words }: { number: string; words: string }) {
  const hand = handOn(page)
  await hand.press('Insert')
  await field(page, '来电号码').waitFor()
  await hand.type(number)
  await hand.press('Enter')
  await hand.type('bj')
  await page.getByRole('option', { selected: true }).getByText('北街').waitFor()
  await hand.press('Enter')
  await hand.type('ldsh')
  await page.getByRole('option', { selected: true }).getByText('路灯损坏').waitFor()
  await hand.press('Enter')
  await hand.say(words)
  return hand
}
/** Esc lays the form down; its words are kept. */
async function laidDown(page: Page): Promise<void> {
  await page.keyboard.press('Escape')
  await form(page).waitFor({ state: 'detached' })
}
const isFiled = (page: Page) => page.waitForURL(/\/desk\/cases\//, { timeout: 20_000 })
/** Throws away what stands in the form, so that the next call begins with nothing. */
async function cleared(page: Page): Promise<void> {
  await page.getByRole('button', { name: '清空' }).click()
  await expect.poll(() => field(page, '来电号码').inputValue(), patient).toBe('')
}

it('takes a call by keyboard alone, in twenty-five keys besides its words, and opens the case', async () => {
  const { page } = desk
  const hand = await written(page, { number: '13955886601', words: '北街路口两盏路灯不亮，晚上看不清路。' })
  await hand.press('Control+Enter')
  await isFiled(page)
  await page.getByText(/已登记 \d{4}-\d{4}/).waitFor()

  process.stdout.write(`a call was filed in ${hand.count()} keys besides its words\n`)
  expect(hand.count()).toBeLessThanOrEqual(25)
  const { case: made, text, reporter } = await detailOf(desk, openId(desk))
  expect(made).toMatchObject({
    sourceCode: '16',
    categoryCode: 'E0702',
    areaCode: villageCode(1, 1),
    status: 'reported',
  })
  expect([text, reporter.name, reporter.phone]).toEqual([
    '北街路口两盏路灯不亮，晚上看不清路。',
    null,
    '13955886601',
  ])
  await page.keyboard.press('Insert')
  await expect.poll(() => field(page, '来电号码').inputValue(), patient).toBe('')
  await laidDown(page)
})

it('has its words again after Esc, a reload, Back, and a browser that was killed', async () => {
  const { page } = desk
  await page.keyboard.press('Insert')
  await field(page, '来电号码').fill('1')
  await page.getByRole('button', { name: '登记', exact: false }).first().locator('[data-kept]').waitFor()
  await page.reload()
  await cameBack(page)
  expect(await field(page, '来电号码').inputValue()).toBe('1')
  await page.getByRole('link', { name: '帮助' }).click()
  await page.waitForURL('**/help')
  await page.goBack()
  await cameBack(page)

  await field(page, '来电号码').fill('13955886602')
  await field(page, '反映内容').fill('来电人说河边有人落水')
  await laidDown(page)
  await page.keyboard.press('Insert')
  await cameBack(page)
  expect(await field(page, '反映内容').inputValue()).toBe('来电人说河边有人落水')

  const kept = page.waitForResponse(
    answer => answer.url().includes('/api/drafts/') && answer.request().method() === 'PUT',
  )
  await field(page, '反映人').fill('王小二')
  await kept
  await office.leave('t1.duty')
  desk = await office.sit('t1.duty')
  await desk.page.keyboard.press('Insert')
  await cameBack(desk.page)
  expect(await field(desk.page, '反映人').inputValue()).toBe('王小二')
  expect(await field(desk.page, '来电号码').inputValue()).toBe('13955886602')
  await cleared(desk.page)
  await laidDown(desk.page)
})

it('says at its field what is no number, and takes one of any width', async () => {
  const { page } = desk
  await page.keyboard.press('Insert')
  await page.keyboard.type('1395588660O')
  await page.getByText('号码里只能有数字、空格、横线和括号，请改正。').waitFor()
  await field(page, '来电号码').fill('1395588')
  await page.keyboard.press('Control+Enter')
  await page.getByText('号码位数不对').waitFor()
  await page.getByText('请选择地点，或在地图上点一下。').waitFor()
  await page.getByText('请选择类别。').waitFor()
  await page.getByText('请填写反映内容。').waitFor()
  expect(new URL(page.url()).pathname).toBe('/desk/intake')

  await field(page, '来电号码').fill('（０５５８） ８６１ ２３４５')
  await expect.poll(() => page.getByText('号码位数不对').count(), patient).toBe(0)
  await page.getByText('这个号码没有您可以查看的历史事件。').waitFor()
  await field(page, '来电号码').fill('')
  await laidDown(page)
})

it('tells the history of a number that forty cases share, and what may be the same thing, also when another desk takes it', async () => {
  const { page, operator } = desk
  const phone = '13955886603'
  const calls = Array.from({ length: 40 }, () =>
    operator.call(makeReport, {
      body: {
        id: v7(),
        categoryCode: 'E0702',
        occurredAt: office.clock.now(),
        text: '路灯又不亮了',
        areaCode: villageCode(1, 2),
        sourceCode: '16',
        reporter: { phone },
      },
    }),
  )
  expect((await Promise.all(calls)).every(answer => answer.ok)).toBe(true)
  await written(page, { number: phone, words: '北街的路灯' })
  await page.getByText(/这个号码共 40 件，这里列最近 10 件/).waitFor()
  await page.getByText(/同地同类在办 1 件/).waitFor()

  const other = await office.sit('t1.dispatcher')
  const hand = await written(other.page, { number: phone, words: '北街的路灯，同一个人' })
  await hand.press('Control+Enter')
  await isFiled(other.page)
  await page.getByText(/同地同类在办 2 件/).waitFor({ timeout: 20_000 })
  await page.locator(`[data-beside="similar"] [data-known="${openId(other)}"]`).press('Enter')
  await expect.poll(() => openId(desk), patient).toBe(openId(other))

  await page.keyboard.press('Insert')
  await cameBack(page)
  expect(await field(page, '反映内容').inputValue()).toBe('北街的路灯')
  await cleared(page)
  await laidDown(page)
  const known = await operator.call(listCallerCases, { body: { phone } })
  expect(known.ok && known.value.total).toBe(41)
})

it('files once though every reply is lost, and goes on where it was when the page comes again', async () => {
  const { page } = desk
  const before = await totalOf(desk)
  /** The server has it, the page never hears so. */
  const lose = async (route: Route) => {
    await route.fetch()
    await route.abort()
  }
  await page.route('**/api/reports', lose)
  await written(page, { number: '13955886604', words: '丢了回执的来电' })
  await page.keyboard.press('Control+Enter')
  await page.getByText('服务器没有答复，不知道是否已登记。').waitFor({ timeout: 20_000 })
  expect(await field(page, '反映内容').isDisabled()).toBe(true)
  await page.reload()
  await page.getByText('服务器没有答复，不知道是否已登记。').waitFor({ timeout: 20_000 })
  await page.unroute('**/api/reports', lose)

  await page.keyboard.press('Control+Enter')
  await isFiled(page)
  expect(await totalOf(desk)).toBe(before + 1)
  expect((await detailOf(desk, openId(desk))).text).toBe('丢了回执的来电')
  // The browser tells of replies that the test took away.
  await office.leave('t1.duty')
  desk = await office.sit('t1.duty')
})

it('accepts what it files by one key, and says so where somebody was there first', async () => {
  const { page } = desk
  await written(page, { number: '13955886605', words: '登记并受理' })
  await page.keyboard.press('F2')
  await isFiled(page)
  await page.getByText(/已登记并受理 \d{4}-\d{4}/).waitFor()
  expect((await detailOf(desk, openId(desk))).case.status).toBe('accepted')

  const other = await office.sit('t1.dispatcher')
  await page.route('**/api/cases/*/moves', async route => {
    const id = /cases\/([^/]+)\/moves/.exec(route.request().url())?.[1] ?? ''
    const body = { id: v7(), move: 'accept', categoryCode: 'E0702', level: 'blue', seenVersion: 1 } as const
    await other.operator.call(moveCase, { params: { id }, body })
    await route.continue()
  })
  await written(page, { number: '13955886606', words: '被别人抢先受理' })
  await page.keyboard.press('F2')
  await isFiled(page)
  await page.getByText(/已登记 \d{4}-\d{4}，但没有受理：/).waitFor()
  await page.unroute('**/api/cases/*/moves')
  expect((await detailOf(desk, openId(desk))).case.status).toBe('accepted')
})

it('proposes from one sentence, and fills in nothing before it is told to', async () => {
  const { page } = desk
  await page.keyboard.press('Insert')
  await field(page, '来电号码').waitFor()
  await page.keyboard.press('Alt+w')
  await page.keyboard.type('城关镇张槐那边有野狗咬人')
  await page.getByRole('button', { name: /类别 流浪动物 因「狗咬人」/ }).waitFor()
  await page.getByRole('button', { name: /地点 城关镇 张槐村 因「张槐」/ }).waitFor()
  expect([await field(page, '类别').inputValue(), await field(page, '地点').inputValue()]).toEqual(['', ''])

  await page.keyboard.press('Alt+Enter')
  await expect.poll(() => field(page, '类别').inputValue(), patient).toBe('流浪动物')
  expect(await field(page, '地点').inputValue()).toBe('张槐村委会')
  await page.keyboard.press('Control+Enter')
  await isFiled(page)
})

it('opens with the number of the telephone that calls it, and writes over nothing', async () => {
  const { page } = desk
  await page.goto(new URL('/desk/intake?number=13955886607', page.url()).href)
  await expect.poll(() => field(page, '来电号码').inputValue(), patient).toBe('13955886607')
  await page.goto(new URL('/desk/intake?number=13955886608', page.url()).href)
  await page.getByText('来电 13955886608：这份登记写的是别的号码。').waitFor()
  expect(await field(page, '来电号码').inputValue()).toBe('13955886607')
  await page.getByRole('button', { name: '改用来电号码' }).click()
  expect(await field(page, '来电号码').inputValue()).toBe('13955886608')
})

it('tells no error on any console', () => {
  expect(office.complaints().filter(one => !/reports|409/.test(one))).toEqual([])
})
