import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { PostedReport } from '@shuniu/shared/reports'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import { runningClock, type TestClock } from '../builders/clock.ts'
import { broughtTo, type CourseStatus } from '../builders/course.ts'
import { freshDatabase, type FreshDatabase } from '../builders/database.ts'
import { peopleOf, type People } from '../builders/people.ts'
import { aReport, reported } from '../builders/report.ts'
import { sized } from '../builders/size.ts'
import { password, writeTestCounty } from '../builders/staff.ts'
import { unrulyProxy, type UnrulyProxy } from '../builders/unrulyProxy.ts'
import { launchChromium, launchForPages } from '../journeys/chromium.ts'
import type { KnownCase } from '../journeys/office.ts'
import { complaintsOf, takeSeat, type Seat } from '../journeys/shift.ts'
import type { ScreenSize } from './sizes.ts'

export const pagesFolder = resolve(import.meta.dirname, '../../client/dist')

/** The test county behind the built client, and between them and the browsers a proxy that does as it is told. */
export interface Stand {
  readonly clock: TestClock
  readonly proxy: UnrulyProxy
  readonly app: RunningApp
  readonly browser: Browser
  /** The people of the county, asking past the proxy and without a screen. */
  readonly as: People
  /** Another server takes the place of the present one, on the same county, and serves the pages of that folder. */
  serve(pages: string): Promise<void>
  sit(account: string, path: string, screen: ScreenSize): Promise<Seat>
  /** Another page of the same browser, so of the same account. */
  beside(seat: Seat, path: string): Promise<Seat>
  reported(differing: Partial<PostedReport>): Promise<KnownCase>
  /** Such a report's case, taken so far by the township and its police station. */
  brought(status: CourseStatus, differing: Partial<PostedReport>): Promise<KnownCase>
  /** Errors on any page since the beginning, but for those that the proxy was told to make. */
  complaints(): string[]
}

/** Reduced, what is not about maps goes without them. */
export const launchSized = sized(() => launchChromium(), launchForPages)

/** What a browser says by itself of an answer that is refused, or breaks off, or of a line that is cut. */
const onPurpose = /Failed to load resource|WebSocket connection to|ERR_/

export function aStand(
  launch: () => Promise<Browser> = launchChromium,
  clock: TestClock = runningClock(),
): Stand {
  const seats: Seat[] = []
  let app: RunningApp
  let proxy: UnrulyProxy
  let browser: Browser
  let as: People
  let database: FreshDatabase
  let dataDir: string
  async function serve(pages: string): Promise<void> {
    app = await startApp({ clock, database, pagesFolder: pages, settings: { dataDir } })
    as = peopleOf(app)
  }
  beforeAll(async () => {
    ;[database, dataDir] = await Promise.all([freshDatabase(), mkdtemp(join(tmpdir(), 'shuniu-stand-'))])
    await writeTestCounty(database)
    ;[browser] = await Promise.all([launch(), serve(pagesFolder)])
    proxy = await unrulyProxy(app.url)
  })
  afterAll(async () => {
    await browser.close()
    await proxy.close()
    await app.stop()
    await database.drop()
    await rm(dataDir, { recursive: true })
  })
  return {
    clock,
    get app() {
      return app
    },
    get proxy() {
      return proxy
    },
    get browser() {
      return browser
    },
    as: account => as(account),
    async serve(pages) {
      await app.stop()
      await serve(pages)
      proxy.turnTo(app.url)
    },
    async sit(account, path, screen) {
      const seat = await takeSeat({ site: proxy, browser, account: { account, password }, path, screen })
      seats.push(seat)
      return seat
    },
    async beside(seat, path) {
      const page = await seat.page.context().newPage()
      const another = { ...seat, page, complaints: complaintsOf(page) }
      seats.push(another)
      await page.goto(`${proxy.url}${path}`)
      return another
    },
    async reported(differing) {
      const report = aReport({ occurredAt: clock.now(), ...differing })
      const { caseId, caseNumber } = await reported(await as('t1v1g1'), report)
      return { id: caseId, number: caseNumber }
    },
    async brought(status, differing) {
      const report = aReport({ occurredAt: clock.now(), ...differing })
      const { id, number } = await broughtTo(status, as, report)
      return { id, number }
    },
    complaints: () =>
      seats.flatMap(({ account, complaints }) =>
        complaints.filter(one => !onPurpose.test(one)).map(one => `${account.account}: ${one}`),
      ),
  }
}
