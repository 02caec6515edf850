import type { Locator, Page } from 'playwright-core'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import type { Misdeed, Misrule } from '../builders/unrulyProxy.ts'
import { isReduced } from '../builders/size.ts'
import { patient } from '../journeys/office.ts'
import { scenes, type SceneCases, type ScreenPart, type Scene } from './scenes.ts'
import type { ScreenSize } from './sizes.ts'
import { aStand, launchSized } from './stand.ts'

const stand = aStand(launchSized)
let cases: SceneCases

beforeAll(async () => {
  await stand.reported({ level: 'red', text: '多人持械对峙。' })
  cases = {
    handling: await stand.brought('handling', { level: 'yellow', text: '两家因排水沟改道多次争执。' }),
    accepted: await stand.brought('accepted', { text: '井盖松动。' }),
    reported: await stand.reported({ level: 'blue', text: '路灯不亮，夜里行人多。' }),
  }
})

const refusedFor: Misdeed = {
  does: 'refuse',
  status: 403,
  code: 'permission.missing',
  detail: { needs: 'case.read' },
}
const shape = (body: unknown): Misdeed => ({
  does: 'lie',
  type: 'application/json',
  body: JSON.stringify(body),
})

/** Each way an answer may be bad, and what a person is told of it. */
const misdeeds: readonly (readonly [name: string, misdeed: Misdeed, told: RegExp])[] = [
  ['refuses', refusedFor, /您的角色没有这项权限。可查看的有：.+。/],
  ['breaks off', { does: 'cut', afterB: 12 }, /连不上服务器，没有读到最新内容。/],
  [
    'answers with a page of another',
    { does: 'lie', type: 'text/html', body: '<h1>请登录上网认证</h1>' },
    /服务器没有正常应答/,
  ],
  ['answers in another shape', shape({ items: [{ id: 7 }], total: 'many' }), /版本不符|没有正常应答/],
  ['answers with nothing', { does: 'lie', type: 'application/json', body: '' }, /服务器没有正常应答/],
  ['is too busy', { does: 'refuse', status: 503, code: 'platform.overloaded' }, /服务器繁忙，请稍后重试。/],
]

/** What may be told of an answer alone: that there is nothing, that all is done, that all is known. */
const emptiness =
  /(当前|目前|今天|附近|近 ?30 ?天|辖区内|责任区内)没有|暂无|没有(等|超时|待|处置中|挂账|上报上来|找到|相符|匹配|提醒|今天|可以显示|符合)|还没有(上报|动态|可以|调整)|列表已是最新|未在巡查|无红橙级|共 0 件|找到 0 件/

const gone = 'is not shown'

const stateOf = async ({ at }: ScreenPart, page: Page): Promise<string> => {
  const states = await at(page).evaluateAll(all => all.map(one => one.getAttribute('data-state')))
  return states.length === 0 ? gone : [...new Set(states)].join(' and ')
}

/** The parts that do not stand so, with how they do. */
async function others(scene: Scene, page: Page, wanted: readonly string[]): Promise<string[]> {
  const states = await Promise.all(
    scene.parts.map(async part => {
      const state = await stateOf(part, page)
      return [part.name, part.isOver === true && state === gone ? 'there' : state] as const
    }),
  )
  return states.filter(([, state]) => !wanted.includes(state)).map(([name, state]) => `${name}: ${state}`)
}
const comeTo = (scene: Scene, page: Page, ...wanted: string[]) =>
  expect.poll(() => others(scene, page, wanted), { ...patient, message: wanted.join() }).toEqual([])

/** Nothing is told as empty, where the whole page is unread on the whole page; of a number a dash stands, never nought. */
async function saysNothingOfEmpty(scene: Scene, page: Page): Promise<void> {
  const whole = scene.isWhole === true ? await page.locator('body').innerText() : ''
  expect(emptiness.exec(whole)?.[0]).toBeUndefined()
  for (const { name, at, told } of scene.parts) {
    for (const text of await at(page).allInnerTexts()) {
      const known = expect.stringMatching(told === 'dash' ? /—/ : /[^]/)
      expect([name, text]).toEqual([name, known])
      if (!scene.isKnownBefore) expect([name, text]).toEqual([name, expect.not.stringMatching(emptiness)])
    }
  }
}

/** Opens the scene so that its first answers are held. */
async function openHeld(scene: Scene, page: Page): Promise<Misrule> {
  const bad = () => stand.proxy.misbehave({ path: scene.reads }, { does: 'hold' })
  const address = new URL(scene.path(cases), page.url()).href
  if (!scene.open) {
    const rule = bad()
    await page.goto(address)
    await scene.unfold?.(page)
    return rule
  }
  await page.goto(address)
  await page.locator('.badge.live, .fresh.live').first().waitFor()
  await page.locator('[data-state="reading"]').first().waitFor({ state: 'detached' })
  const rule = bad()
  await scene.open(page, cases)
  return rule
}

/** What is tried again by itself takes its button away; a great wall takes its time to be clicked on. */
async function clickWhileThere(button: Locator): Promise<void> {
  for (let tries = 0; tries < 10 && (await button.count()) > 0; tries += 1) {
    const isClicked = await button.click({ timeout: 1_000 }).then(
      () => true,
      () => false,
    )
    if (isClicked) return
  }
}

/** Tries everything again that offers to be tried again, each once. */
async function retryAll(page: Page): Promise<void> {
  const buttons = page
    .locator('[data-state="refused"], [data-state="stale"]')
    .getByRole('button', { name: '重试', exact: true })
  for (let left = await buttons.count(); left > 0; left -= 1) await clickWhileThere(buttons.nth(left - 1))
  // A badge without a number is read again when its list is opened.
  for (const opener of await page.locator('.drop > .opener').all()) {
    if ((await opener.locator('[data-state="refused"]').count()) === 0) continue
    await opener.click()
    await opener.click()
  }
}

/** From the first question to the answer: read, refused in words with a way on, and there when the server is well again. */
async function walk(scene: Scene, page: Page, misdeed: Misdeed, told: RegExp): Promise<void> {
  if (scene.isPushed) stand.proxy.silence()
  const rule = await openHeld(scene, page)
  try {
    await comeTo(scene, page, 'reading', 'unread')
    await saysNothingOfEmpty(scene, page)

    rule.become(misdeed)
    await comeTo(scene, page, 'refused', ...(scene.isKnownBefore ? ['stale'] : []))
    await saysNothingOfEmpty(scene, page)
    for (const { name, at } of scene.parts.filter(one => one.told === 'sentence')) {
      for (const one of await at(page).all()) {
        expect([name, await one.innerText()]).toEqual([name, expect.stringMatching(told)])
        expect([name, await one.getByRole('button', { name: '重试' }).count()]).toEqual([name, 1])
      }
    }
  } finally {
    rule.end()
    stand.proxy.speak()
  }
  await retryAll(page)
  await comeTo(scene, page, 'there')
}

interface WalkedScene {
  readonly scene: Scene
  readonly size: ScreenSize
  readonly tried: typeof misdeeds
}

/** Each scene at each size with every misdeed; reduced, each with one of them in turn. */
const walks = scenes
  .flatMap(scene => scene.sizes.map(size => ({ scene, size })))
  .map(({ scene, size }, nth): readonly [string, WalkedScene] => {
    const one = nth % misdeeds.length
    return [
      `${scene.name} at ${size.name}`,
      { scene, size, tried: isReduced ? misdeeds.slice(one, one + 1) : misdeeds },
    ]
  })

describe.each(walks)('%s', (_, { scene, size, tried }) => {
  it(`is told as what it is while the server is slow, then ${tried.map(([name]) => name).join(', ')}`, async () => {
    const { page, leave } = await stand.sit(scene.account, '/help', size)
    onTestFinished(leave)
    for (const [, misdeed, told] of tried) await walk(scene, page, misdeed, told)
  })
})

it('told no error of its own on any page', () => {
  expect(stand.complaints()).toEqual([])
})
