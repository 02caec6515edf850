import { randomFrom } from '@shuniu/server/tools/county/random.ts'
import { listCases } from '@shuniu/shared/cases'
import type { Browser, Page } from 'playwright-core'
import { launchForPages } from '../../journeys/chromium.ts'
import { screens } from '../../journeys/shift.ts'
import { pause } from '../clock.ts'
import { median, percentile } from '../figures.ts'
import type { BenchGround } from '../ground.ts'
import { beside } from '../large/asking.ts'
import { copyOpenCases, dropOpenCopies } from '../load/openCases.ts'
import { paced } from '../load/pace.ts'
import { post } from '../load/post.ts'
import { aReportFrom } from '../load/reporting.ts'
import type { BenchRow, RowOutcome } from '../row.ts'

const sizes = {
  small: { open: 2_000, times: 1, seconds: 4 },
  usual: { open: 50_000, times: 5, seconds: 15 },
  full: { open: 50_000, times: 9, seconds: 60 },
} as const
/** So many cases a second while somebody types, and while the main thread is looked at. */
const [stormRate, calmRate] = [20, 5]
/** Between two letters of a quick hand. */
const letterMs = 90

/** As the desk asks for it. */
const asked = 'limit=200&open=true&sort=level'
const firstPage = {
  what: 'desk: first page of the open cases, the gravest first',
  path: `${listCases.path}?${asked}`,
  bare: [
    {
      name: 'open slice',
      text: `select * from cases where is_open order by level_rank, coalesce(due_at, 'infinity'::timestamptz), id limit 201`,
      values: [],
    },
    {
      name: 'open number',
      text: 'select count(*) from (select from cases where is_open limit 10001) as listed',
      values: [],
    },
  ],
}

async function opened(ground: BenchGround, browser: Browser, path: string): Promise<Page> {
  const officer = ground.people.find(({ role }) => role === 'countyDuty')
  const [name = '', value = ''] = (officer?.cookie ?? '').split('=')
  const context = await browser.newContext({
    viewport: screens.desk,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
  })
  await context.addCookies([{ name, value, url: ground.site.url, httpOnly: true }])
  const page = await context.newPage()
  await page.goto(`${ground.site.url}${path}`)
  return page
}
const row = '[data-case]'

/** From asking for the page, with nothing in the cache, to the first row of its queue. */
async function usableMs(ground: BenchGround, browser: Browser): Promise<number> {
  const page = await opened(ground, browser, '/desk')
  await page.locator(row).first().waitFor()
  const ms = await page.evaluate(() => performance.now())
  await page.context().close()
  return ms
}

/** Members report so many cases a second. */
function reports(ground: BenchGround, rate: number, seconds: number): Promise<void> {
  const members = ground.people.filter(({ role }) => role === 'gridMember')
  const random = randomFrom(7)
  return paced(rate, seconds, async nth => {
    const member = members[nth % members.length]
    if (!member) throw new Error('the county has no grid members')
    const body = aReportFrom(member.scope, random)
    const { status, text } = await post({
      port: ground.port,
      path: '/api/reports',
      cookie: member.cookie,
      body,
    })
    if (status !== 201 && status !== 200) throw new Error(`a report was answered ${status}: ${text}`)
  })
}

declare global {
  interface Window {
    /** How long keys took to be painted, in milliseconds. */
    benchKeys: number[]
  }
}

/** How long each letter takes to be painted, while cases come in: what the browser itself says of its keys. */
async function lettersMs(ground: BenchGround, browser: Browser, seconds: number): Promise<number[]> {
  const page = await opened(ground, browser, '/desk/intake')
  const words = page.locator('textarea').first()
  await words.click()
  await page.evaluate(() => {
    window.benchKeys = []
    const options = { type: 'event', durationThreshold: 16 }
    new PerformanceObserver(list => {
      for (const { name, duration } of list.getEntries())
        if (name === 'keydown') window.benchKeys.push(duration)
    }).observe(options)
  })
  const storm = reports(ground, stormRate, seconds)
  const letters = Math.floor((seconds * 1_000) / letterMs)
  for (let nth = 0; nth < letters; nth += 1) {
    await page.keyboard.press('a')
    await pause(letterMs)
  }
  await storm
  await pause(500)
  const slow = await page.evaluate(() => window.benchKeys)
  await page.context().close()
  // Those under the threshold are not told, and were shown within it.
  return [...slow, ...Array.from({ length: Math.max(0, letters - slow.length) }, () => 16)]
}

async function threadMs(page: Page, work: () => Promise<void>): Promise<number> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  const now = async () => {
    const { metrics } = await session.send('Performance.getMetrics')
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1_000
  }
  const before = await now()
  await work()
  return (await now()) - before
}

/** What a case that comes costs the main thread of a desk, beside a bare list that gets a row of the same shape. */
async function costOfCase(ground: BenchGround, browser: Browser, seconds: number) {
  const page = await opened(ground, browser, '/desk')
  await page.locator(row).first().waitFor()
  await pause(3_000)
  const idle = await threadMs(page, () => pause(seconds * 1_000))
  const busy = await threadMs(page, () => reports(ground, calmRate, seconds))
  const shape = await page.evaluate(() => ({
    rows: [...document.querySelectorAll('[data-case]')].map(one => one.outerHTML),
    style: [...document.styleSheets]
      .flatMap(sheet => [...sheet.cssRules].map(rule => rule.cssText))
      .join('\n'),
  }))
  await page.context().close()

  const bare = await (await browser.newContext({ viewport: screens.desk })).newPage()
  await bare.setContent(`<style>${shape.style}</style><div id="list">${shape.rows.join('')}</div>`)
  const insert = (times: number) =>
    bare.evaluate(
      async ({ html, n, everyMs }) => {
        const list = document.querySelector('#list')
        for (let nth = 0; nth < n; nth += 1) {
          list?.insertAdjacentHTML('afterbegin', html)
          list?.lastElementChild?.remove()
          await new Promise(resolve => setTimeout(resolve, everyMs))
        }
      },
      { html: shape.rows[0] ?? '', n: times, everyMs: 1_000 / calmRate },
    )
  const bareIdle = await threadMs(bare, () => pause(seconds * 1_000))
  const bareBusy = await threadMs(bare, () => insert(calmRate * seconds))
  await bare.context().close()
  const cases = calmRate * seconds
  return { ours: (busy - idle) / cases, bare: (bareBusy - bareIdle) / cases }
}

async function run(ground: BenchGround): Promise<RowOutcome> {
  const { open, times, seconds } = sizes[ground.size]
  const browser = await launchForPages()
  try {
    const calm = await costOfCase(ground, browser, seconds)
    const letters = await lettersMs(ground, browser, seconds)
    const n = await copyOpenCases(ground.database.pool, open)
    const first = await beside(ground, firstPage)
    const usable: number[] = []
    for (let nth = 0; nth < times; nth += 1) usable.push(await usableMs(ground, browser))
    return {
      size: `${n} open cases; ${times} openings, median; ${seconds} s of ${calmRate} and of ${stormRate} cases a second`,
      lines: [
        { ...first, budget: { kind: 'ratioAtMost', most: 2 } },
        {
          what: 'desk: opened with an empty cache, to its first row',
          unit: 'ms',
          ours: median(usable),
          bare: undefined,
          budget: { kind: 'oursAtMost', most: 1_000 },
        },
        {
          what: 'desk: main thread’s CPU for a case that comes',
          unit: 'ms',
          ...calm,
          budget: { kind: 'ratioAtMost', most: 2 },
        },
        {
          what: `desk: a letter typed at ${stormRate} cases a second, p99`,
          unit: 'ms',
          ours: percentile(letters, 0.99),
          bare: undefined,
          budget: { kind: 'oursAtMost', most: 50 },
        },
      ],
      faults: {},
      context: { usableMs: usable.map(Math.round).join(), slowestLetterMs: Math.max(...letters) },
    }
  } finally {
    await dropOpenCopies(ground.database.pool)
    await browser.close()
  }
}

/** The desk of the county on a bad day: what it costs to open, to hear, and to type at. */
export const desk: BenchRow = { name: 'desk', run }
