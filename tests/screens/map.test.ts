import type { Locator, Page } from 'playwright-core'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { launchForPages } from '../journeys/chromium.ts'
import { patient, type KnownCase } from '../journeys/office.ts'
import { deskSize, wallSize } from './sizes.ts'
import { aStand } from './stand.ts'

const drawing = aStand()
const without = aStand(launchForPages)
let known: KnownCase

beforeAll(async () => {
  known = await drawing.brought('handling', { level: 'yellow', text: '两家因排水沟改道多次争执。' })
  await without.reported({ level: 'red', text: '多人持械对峙。' })
})

const stage = (page: Page) => page.locator('.stage').first()
const drawn = (page: Page) => page.locator('.stage[data-map="there"] canvas').first()

/** Takes the graphics processor from the map, as a driver that was reset does; `restore` gives it back. */
async function lose(page: Page): Promise<{ restore: () => Promise<void> }> {
  const kept = await drawn(page).evaluateHandle(canvas => {
    const drawing = canvas instanceof HTMLCanvasElement ? canvas.getContext('webgl2') : null
    const switching = drawing?.getExtension('WEBGL_lose_context')
    switching?.loseContext()
    return switching
  })
  return { restore: () => kept.evaluate(one => one?.restoreContext()) }
}

/** How much of the one picture is another in the other, in parts of a hundred. */
async function differing(page: Page, one: Buffer, other: Buffer): Promise<number> {
  return page.evaluate(
    async pictures => {
      const [a = [], b = []] = await Promise.all(
        pictures.map(async picture => {
          const bytes = Uint8Array.from(atob(picture), sign => sign.charCodeAt(0))
          const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
          const pen = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')
          pen?.drawImage(bitmap, 0, 0)
          return pen?.getImageData(0, 0, bitmap.width, bitmap.height).data ?? new Uint8ClampedArray()
        }),
      )
      let points = 0
      for (let i = 0; i < a.length; i += 4)
        if (Math.abs((a[i] ?? 0) - (b[i] ?? 0)) + Math.abs((a[i + 2] ?? 0) - (b[i + 2] ?? 0)) > 24)
          points += 1
      return (400 * points) / Math.max(a.length, 1)
    },
    [one.toString('base64'), other.toString('base64')],
  )
}

/** The picture when nothing in it changes any more. */
async function settled(map: Locator): Promise<Buffer> {
  let last = await map.screenshot()
  await expect
    .poll(async () => {
      const before = last
      last = await map.screenshot()
      return before.equals(last)
    }, patient)
    .toBe(true)
  return last
}

describe('a map that loses its graphics processor', () => {
  it('says so on the wall, tells the same numbers in a list, and draws again what it drew', async () => {
    const { page, complaints, leave } = await drawing.sit('county.wall', '/wall', wallSize)
    onTestFinished(leave)
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await drawn(page).waitFor({ timeout: 60_000 })
    await page.locator('.fresh.live').waitFor()
    const before = await settled(drawn(page))

    const { restore } = await lose(page)
    await stage(page).getByText('地图显示中断，正在恢复；以下为同样的数字。').waitFor(patient)
    const inList = stage(page).locator('[data-area]')
    expect(await inList.count()).toBe(3)
    expect(await stage(page).innerText()).toMatch(/城关镇/)

    await restore()
    await drawn(page).waitFor(patient)
    expect(await stage(page).locator('.instead').count()).toBe(0)
    await expect
      .poll(async () => differing(page, before, await settled(drawn(page))), {
        timeout: 30_000,
        interval: 500,
      })
      .toBeLessThan(1)
    expect(complaints).toEqual([])
  })

  it('says so at a desk, where the case goes on being readable', async () => {
    const { page, complaints, leave } = await drawing.sit(
      't1.dispatcher',
      `/desk/cases/${known.id}`,
      deskSize,
    )
    onTestFinished(leave)
    await drawn(page).waitFor({ timeout: 60_000 })
    const { restore } = await lose(page)
    await stage(page)
      .getByText(/地图显示中断，正在恢复/)
      .waitFor(patient)
    expect(await page.locator('.card').innerText()).toMatch(known.number)
    await restore()
    await drawn(page).waitFor(patient)
    expect(complaints).toEqual([])
  })
})

describe('a browser that draws no map', () => {
  it('gives the wall a list that goes down into townships, and every panel, and 实时', async () => {
    const { page, complaints, leave } = await without.sit('county.wall', '/wall', wallSize)
    onTestFinished(leave)
    await stage(page).getByText('本机浏览器不能显示地图（没有 WebGL 2），以下为同样的数字。').waitFor(patient)
    await page.locator('.fresh.live').waitFor(patient)
    await expect.poll(() => page.locator('.panel [data-state="reading"]').count(), patient).toBe(0)
    await page.locator('[data-panel="trend"] canvas, [data-panel="trend"] svg').first().waitFor(patient)

    await stage(page).getByRole('button', { name: '城关镇', exact: true }).click()
    await page.getByRole('heading', { name: /城关镇综治中心/ }).waitFor(patient)
    await expect.poll(() => stage(page).locator('[data-area]').count(), patient).toBe(4)
    expect(complaints).toEqual([])
  })

  it('says so at a desk, and nothing there waits for it', async () => {
    const { page, complaints, leave } = await without.sit('t1.dispatcher', '/desk', deskSize)
    onTestFinished(leave)
    await stage(page)
      .getByText(/本机浏览器不能显示地图/)
      .waitFor(patient)
    await page.locator('[data-case]').first().click()
    await page.locator('.card h2, .card h3').first().waitFor(patient)
    expect(complaints).toEqual([])
  })
})
