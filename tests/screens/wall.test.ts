import { endPatrol, listPositions, sendPositions, startPatrol } from '@shuniu/shared/patrol'
import { makeReport } from '@shuniu/shared/reports'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import type { Browser } from '../builders/browser.ts'
import { fullTimeText } from '../../client/src/platform/time/format.ts'
import { runningClock } from '../builders/clock.ts'
import { insideGrid, townshipCode, villageCode } from '../builders/county.ts'
import { aMove, moved, seen } from '../builders/course.ts'
import { aReportIn } from '../builders/report.ts'
import { launchChromium } from '../journeys/chromium.ts'
import { patient } from '../journeys/office.ts'
import type { Seat } from '../journeys/shift.ts'
import { deskSizes, phoneSizes, wallSizes, type ScreenSize } from './sizes.ts'
import { aStand } from './stand.ts'

/** How far apart colours are, of 255, of a place and its mark, and of a place that is drawn as before. */
const marked = 40
const same = 3

type LonLat = readonly [lon: number, lat: number]
/** West, south, east, north. */
type BoxEdges = readonly [number, number, number, number]

/** Every machine that a person sits at is twenty minutes slow. */
const stand = aStand(launchChromium, runningClock(new Date(Date.now() + 20 * 60_000).toISOString()))
const side = insideGrid(1, 1, 2)[0] - insideGrid(1, 1, 1)[0]

/** The box around grids of the first township, in the county's rows and columns. */
function boxAround([west, south]: LonLat, [east, north]: LonLat): BoxEdges {
  return [west - side / 2, south - side / 2, east + side / 2, north + side / 2]
}
const village = boxAround(insideGrid(1, 1, 1), insideGrid(1, 1, 2))
const township = boxAround(insideGrid(1, 1, 1), insideGrid(1, 4, 2))

/** A place so many metres to the north. */
const northOf = ([lon, lat]: LonLat, metres: number): LonLat => [lon, lat + metres / 111_320]

/** A place on Web Mercator's square of side 1. */
const mercator = ([lon, lat]: LonLat): readonly [x: number, y: number] => [
  (lon + 180) / 360,
  0.5 - Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) / (2 * Math.PI),
]

/** The map of a wall that looks at a box, and where on it things lie. */
async function mapOf(page: Page, [west, south, east, north]: BoxEdges) {
  const canvas = page.locator('.stage[data-map="there"] canvas').first()
  await canvas.waitFor({ timeout: 60_000 })
  const u = await page.locator('.map').evaluate(map => Number.parseFloat(getComputedStyle(map).fontSize))
  const { width, height } = (await canvas.boundingBox()) ?? { width: 0, height: 0 }
  const [[left, bottom], [right, top]] = [mercator([west, south]), mercator([east, north])]
  const padding = 2 * 1.6 * u
  const scale = Math.min((width - padding) / (right - left), (height - padding) / (bottom - top))
  const spot = (at: LonLat): readonly [x: number, y: number] => {
    const [x, y] = mercator(at)
    return [width / 2 + (x - (left + right) / 2) * scale, height / 2 + (y - (top + bottom) / 2) * scale]
  }
  return {
    /** The map as it is drawn now; gives what is drawn at a place: the mean of nine points. */
    async picture(): Promise<(at: LonLat) => Colour> {
      const taken = sharp(await canvas.screenshot({ scale: 'css' })).removeAlpha()
      const { data, info } = await taken.raw().toBuffer({ resolveWithObject: true })
      return at => {
        const [x, y] = spot(at)
        const near = [-1, 0, 1].flatMap(dy => [-1, 0, 1].map(dx => [Math.round(x) + dx, Math.round(y) + dy]))
        const starts = near.map(([column = 0, line = 0]) => 3 * (line * info.width + column))
        return mean(starts.map(start => [...data.subarray(start, start + 3)]))
      }
    },
  }
}

type Colour = readonly number[]

const mean = (colours: readonly Colour[]): Colour =>
  [0, 1, 2].map(at => colours.reduce((sum, colour) => sum + (colour[at] ?? 0), 0) / colours.length)
const apart = (one: Colour, other: Colour): number =>
  Math.max(...one.map((value, at) => Math.abs(value - (other[at] ?? 0))))

async function wallAt(area: string, size: ScreenSize): Promise<Page> {
  const { page, leave } = await stand.sit('county.wall', `/wall?area=${area}`, size)
  onTestFinished(leave)
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.locator('.fresh.live').waitFor({ timeout: 60_000 })
  return page
}
const atWalls = wallSizes.map(size => [size.name, size] as const)

describe('a member outdoors', () => {
  const placeOfPhone = insideGrid(1, 1, 1)
  const placeOfOther = insideGrid(1, 1, 2)
  let phone: Seat
  /** The same member, past the phone. */
  let own: Browser
  let other: Browser

  const standing = ([longitude, latitude]: LonLat, accuracy: number) =>
    phone.page.context().setGeolocation({ longitude, latitude, accuracy })
  /** A reading as a phone sends it whose member stands there now. */
  const send = (member: Browser, [lon, lat]: LonLat, accuracyM: number) =>
    member.call(sendPositions, { body: { items: [{ at: stand.clock.now(), lon, lat, accuracyM }] } })

  beforeAll(async () => {
    const [size] = phoneSizes
    if (!size) throw new Error('no phone')
    own = await stand.app.signIn('t1v1g1')
    other = await stand.app.signIn('t1v1g2')
    phone = await stand.sit('t1v1g1', '/m/me', size)
    await phone.page.context().grantPermissions(['geolocation'])
  })
  afterAll(() => phone.leave())

  it('is told that nobody sees them while their place is known to fifty kilometres, and then that it is shared', async () => {
    const { page } = phone
    await standing(placeOfPhone, 50_000)
    await page.getByRole('button', { name: '开始巡查', exact: true }).click()
    await page.getByText('指挥中心暂看不到您').waitFor(patient)
    const duty = await stand.app.signIn('t1.duty')
    expect((await duty.call(listPositions, { query: {} })).body.items).toEqual([])

    await standing(placeOfPhone, 8)
    await page.getByText('位置共享中').waitFor(patient)
    const shown = (await duty.call(listPositions, { query: {} })).body.items
    expect(shown).toMatchObject([{ lon: placeOfPhone[0], lat: placeOfPhone[1], accuracyM: 8 }])
  })

  it.each(atWalls)(
    'stands on a wall at the place that is known best, within a disc as wide as it is sure, at %s',
    async (_, size) => {
      const page = await wallAt(villageCode(1, 1), size)
      const map = await mapOf(page, village)
      const patrol = { id: v7() }
      const members = page.locator('.strip .cell').filter({ hasText: '在岗网格员' })
      const halfWay = northOf(placeOfOther, 500)
      const farOff = northOf(placeOfOther, 1_200)
      const later = northOf(placeOfPhone, 1_000)
      await expect.poll(() => members.innerText(), patient).toMatch(/\b1\b/)
      const before = await map.picture()
      const changed = async (at: LonLat) => apart((await map.picture())(at), before(at))
      const comesToBeMarked = (at: LonLat) => expect.poll(() => changed(at), patient).toBeGreaterThan(marked)

      await other.call(startPatrol, { body: patrol })
      await send(other, placeOfOther, 1_000)
      await comesToBeMarked(placeOfOther)
      await expect.poll(() => changed(halfWay), patient).toBeGreaterThan(same)
      await send(other, placeOfOther, 8)
      await expect.poll(() => changed(halfWay), patient).toBeLessThan(same)

      await send(other, farOff, 50_000)
      // Whoever is told later is seen by now.
      await send(own, later, 8)
      await comesToBeMarked(later)
      await comesToBeMarked(placeOfPhone)
      expect(await changed(placeOfOther)).toBeGreaterThan(marked)
      expect(await changed(farOff)).toBeLessThan(same)
      expect(await members.innerText()).toMatch(/\b2\b/)

      await other.call(endPatrol, { params: patrol, query: {} })
      await send(own, placeOfPhone, 8)
    },
  )
})

describe('a case without a position', () => {
  /** Rejected when the test is over: the next size begins with a map as bare as this one did. */
  async function reportIn(areaCode: string): Promise<string> {
    const duty = await stand.app.signIn('t1.duty')
    const occurredAt = stand.clock.now()
    const body = aReportIn(areaCode, { occurredAt, categoryCode: '0201', level: 'yellow' })
    const made = await duty.call(makeReport, { body })
    if (made.code !== undefined) throw new Error(made.code)
    const { caseId } = made.body
    onTestFinished(
      async () =>
        void (await moved(duty, await seen(duty, caseId), aMove('reject', await seen(duty, caseId)))),
    )
    return caseId
  }

  it.each(atWalls)(
    'has a mark in the middle of its village within a pale disc, or none and is counted, at %s',
    async (_, size) => {
      const page = await wallAt(townshipCode(1), size)
      const map = await mapOf(page, township)
      const [west, south, east, north] = township
      const middle: LonLat = [(west + east) / 2, (south + north) / 2]
      const ofVillage: LonLat = [middle[0], insideGrid(1, 4, 1)[1]]
      const unplaced = page.locator('.legend').getByText(/另有 \d+ 件未到村，不标在图上/)
      const told = await unplaced.allInnerTexts()

      await reportIn(townshipCode(1))
      await expect.poll(() => unplaced.allInnerTexts(), patient).not.toEqual(told)
      const before = await map.picture()
      await reportIn(villageCode(1, 4))
      await expect
        .poll(async () => apart((await map.picture())(ofVillage), before(ofVillage)), patient)
        .toBeGreaterThan(marked)
      const drawn = await map.picture()
      expect(apart(drawn(ofVillage), drawn(middle))).toBeGreaterThan(marked)
    },
  )

  it.each(deskSizes.map(size => [size.name, size] as const))(
    'is not said to be shown at a desk where nothing is marked, at %s',
    async (_, size) => {
      const isTold = async (areaCode: string, words: string) => {
        const { page, leave } = await stand.sit('t1.duty', `/desk/cases/${await reportIn(areaCode)}`, size)
        onTestFinished(leave)
        const notes = page.locator('.side .map .notes')
        await expect.poll(() => notes.allInnerTexts(), patient).toEqual([expect.stringContaining(words)])
      }
      await isTold(townshipCode(1), '只知所在乡镇（街道），不标在图上')
      await isTold(villageCode(1, 4), '位置存疑，显示在村（社区）中部')
    },
  )
})

/** Notes what is written on canvases of the trend, which no page can read back. */
function noteWritten(): void {
  const noted: string[] = []
  Object.assign(globalThis, { noted })
  const write = CanvasRenderingContext2D.prototype.fillText
  CanvasRenderingContext2D.prototype.fillText = function (text, ...place) {
    const { canvas } = this
    if (canvas instanceof HTMLCanvasElement && canvas.closest('[data-panel="trend"]')) noted.push(text)
    write.call(this, text, ...place)
  }
}

describe('the trend of a wall', () => {
  it.each(atWalls)('tells the part of today that is over as a part, at %s', async (_, size) => {
    await stand.reported({ text: '路灯不亮，夜里行人多。' })
    const { page, leave } = await stand.sit('county.wall', '/help', size)
    onTestFinished(leave)
    await page.addInitScript(noteWritten)
    await page.goto(new URL('/wall', page.url()).href)
    const written = () =>
      page.evaluate(() => {
        const noted: string[] = Reflect.get(globalThis, 'noted')
        return noted
      })
    const hours = () =>
      [0, 1].map(ago => {
        const at = Date.parse(stand.clock.now()) - ago * 3_600_000
        return `至${fullTimeText(at).slice(11, 13)}时`
      })

    const chart = page.locator('[data-panel="trend"] [role="img"]')
    await chart.waitFor({ timeout: 60_000 })
    const drawn = async () => [...new Set(await written())].join(' ')
    await expect.poll(drawn, patient).toMatch(new RegExp(hours().join('|')))
    expect(await chart.getAttribute('aria-label')).toMatch(
      new RegExp(`；今天(${hours().join('|')})上报 \\d+ 件，结案 \\d+ 件$`),
    )
  })
})

it('told no error of its own on any page', () => {
  expect(stand.complaints()).toEqual([])
})
