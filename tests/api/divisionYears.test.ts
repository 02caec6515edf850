import { listCases } from '@shuniu/shared/cases'
import type { DivisionCommand } from '@shuniu/shared/divisions'
import { bookOf, listDivisions, nameOn } from '@shuniu/shared/grids'
import { shanghaiDay } from '@shuniu/shared/calendar'
import { instant } from '@shuniu/shared/kernel'
import { seeSession } from '@shuniu/shared/identity'
import { seeOverview } from '@shuniu/shared/statistics'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import { testClock, type TestClock } from '../builders/clock.ts'
import {
  everyVillage,
  gridNumbers,
  insideGrid,
  townshipCode,
  villageCode,
  villageName,
} from '../builders/county.ts'
import { done } from '../builders/divisionActs.ts'
import { aReport, reported } from '../builders/report.ts'
import { until } from '../builders/watcher.ts'

/** The county replayed plainly: villages, the squares of land that are their grids, and the cases on these. */
interface PlainVillage {
  code: string
  name: string
  heir?: PlainVillage
}
interface PlainGrid {
  readonly place: readonly [t: number, v: number, g: number]
  village: PlainVillage
}
interface PlainCase {
  readonly id: string
  readonly grid: PlainGrid
  /** The village's code and name when it was reported. */
  readonly code: string
  readonly name: string
}

const standingFor = (village: PlainVillage): PlainVillage =>
  village.heir ? standingFor(village.heir) : village

function plainCounty() {
  const first = everyVillage.map(([t, v]): readonly [string, PlainVillage] => [
    `t${t}v${v}`,
    { code: villageCode(t, v), name: `${villageName(v)}村委会` },
  ])
  const byPlace = new Map(first)
  const grids = everyVillage.flatMap(([t, v]) =>
    gridNumbers.flatMap((g): PlainGrid[] => {
      const village = byPlace.get(`t${t}v${v}`)
      return village ? [{ place: [t, v, g], village }] : []
    }),
  )
  const cases: PlainCase[] = []
  return {
    byPlace,
    villages: first.map(([, village]) => village),
    grids,
    cases,
    fresh: 600,
  }
}
type PlainCounty = ReturnType<typeof plainCounty>

const step = fc.record({
  kind: fc.constantFrom('report', 'rename', 'recode', 'merge', 'split'),
  one: fc.nat(),
  other: fc.nat(),
  days: fc.integer({ min: 1, max: 60 }),
})
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

const pick = <T>(all: readonly T[], nth: number): T => {
  const one = all[nth % all.length]
  if (one === undefined) throw new Error('there is none to pick')
  return one
}

/** Does a step to the plain county; the command says the same to the real one. */
function turned(county: PlainCounty, { kind, one, other }: Step): DivisionCommand | undefined {
  const village = pick(county.villages, one)
  const target = pick(county.villages, other)
  const { code } = village
  county.fresh += 1
  const newCode = `${townshipCode((other % 3) + 1)}${county.fresh}`
  const name = `新${county.fresh}村委会`
  if (kind === 'rename') {
    village.name = name
    return { kind, code, name }
  }
  if (kind === 'recode') {
    village.code = newCode
    // Two villages of one township are never called the same.
    const isTaken = county.villages.some(sister => sister !== village && sister.name === village.name)
    if (isTaken) return void (village.code = code)
    return { kind, code, newCode }
  }
  if (kind === 'merge' && village !== target) {
    village.heir = target
    county.villages.splice(county.villages.indexOf(village), 1)
    for (const grid of county.grids) if (grid.village === village) grid.village = target
    return { kind, code, into: target.code }
  }
  return undefined
}

/** A village is split: what the real county calls its grids is read from it, by where they lie. */
async function splitUp(
  county: PlainCounty,
  running: RunningApp,
  { one }: Step,
): Promise<DivisionCommand | undefined> {
  const village = pick(county.villages, one)
  const own = county.grids.filter(grid => grid.village === village)
  if (own.length < 2) return undefined
  const admin = await running.signIn('county.admin')
  const { body } = await admin.call(listDivisions, { query: { parent: village.code } })
  const codeAt = ({ place }: PlainGrid): string => {
    const [lon, lat] = insideGrid(...place)
    const found = body.items.find(({ centre }) => centre?.[0] === lon && centre[1] === lat)
    if (!found) throw new Error(`no grid of ${village.code} lies there`)
    return found.code
  }
  const leaving = own.filter((_, nth) => nth % 2 === 1)
  const staying = own.filter((_, nth) => nth % 2 === 0)
  county.fresh += 1
  const part: PlainVillage = {
    code: `${village.code.slice(0, 9)}${county.fresh}`,
    name: `分${county.fresh}村委会`,
  }
  const command: DivisionCommand = {
    kind: 'split',
    code: village.code,
    parts: [
      { code: village.code, name: village.name, children: staying.map(codeAt) },
      { ...part, children: leaving.map(codeAt) },
    ],
  }
  for (const grid of leaving) grid.village = part
  county.villages.push(part)
  return command
}

async function report(
  county: PlainCounty,
  running: RunningApp,
  { step: { one }, clock }: { step: Step; clock: TestClock },
) {
  const grid = pick(county.grids, one)
  const [lon, lat] = insideGrid(...grid.place)
  const receipt = await reported(
    await running.signIn('county.duty'),
    aReport({ position: { lon, lat }, sourceCode: '03', occurredAt: clock.now() }),
  )
  county.cases.push({ id: receipt.caseId, grid, code: grid.village.code, name: grid.village.name })
}

/** At this moment names, codes, lists, scopes and numbers of the real county are those of the plain one. */
async function compare(county: PlainCounty, running: RunningApp, clock: TestClock): Promise<void> {
  const admin = await running.signIn('county.admin')
  const director = await running.signIn('county.director')
  const { body: register } = await admin.call(listDivisions, { query: {} })
  const villages = register.items.filter(({ level }) => level === 'village')
  const byCode = <T extends { code: string }>(all: readonly T[]) =>
    [...all].sort((a, b) => (a.code < b.code ? -1 : 1))
  expect(villages.map(({ code, name, population }) => ({ code, name, population }))).toEqual(
    byCode(county.villages).map(village => ({
      code: village.code,
      name: village.name,
      population: 400 * county.grids.filter(grid => grid.village === village).length,
    })),
  )

  const { body: listed } = await director.call(listCases, { query: { limit: 100 } })
  const book = bookOf(register.former, code => villages.find(one => one.code === code)?.name)
  for (const known of county.cases) {
    const seen = listed.items.find(({ id }) => id === known.id)
    expect(seen?.areaCode).toBe(known.grid.village.code)
    expect(seen?.gridCode?.slice(0, 12)).toBe(known.grid.village.code)
    expect(seen?.title).toContain(known.name)
    const reportedIn = (seen?.reportedIn ?? seen?.areaCode ?? '').slice(0, 12)
    expect(reportedIn).toBe(known.code)
    expect(nameOn(book, reportedIn, shanghaiDay(instant(seen?.openedAt ?? '')))).toBe(known.name)
  }

  for (const area of [townshipCode(1), ...county.villages.slice(0, 4).map(({ code }) => code)]) {
    const inArea = county.cases.filter(({ grid }) => grid.village.code.startsWith(area)).map(({ id }) => id)
    const { body } = await director.call(listCases, { query: { area, limit: 100 } })
    expect(body.items.map(({ id }) => id).sort()).toEqual(inArea.sort())
    await until(`the numbers of ${area} are counted`, async () => {
      // An overview is looked at once a second, by the clock of the server, which stands still here.
      clock.moveOnS(1)
      const told = await director.call(seeOverview, { query: { area } })
      return told.body.openByStatus.reduce((sum, { n }) => sum + n, 0) === inArea.length
    })
  }

  for (const [place, village] of [...county.byPlace].filter((_, nth) => nth % 4 === 0)) {
    const secretary = await running.signIn(`${place}.secretary`)
    expect((await secretary.call(seeSession)).body.scope).toBe(standingFor(village).code)
  }
}

it(
  'a county of some years of acts is at every date what a plain replay makes of it',
  { timeout: 300_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 14, maxLength: 18 }), async steps => {
        const clock = testClock('2024-01-05T02:00:00.000Z')
        const running = await startApp({ clock })
        const county = plainCounty()
        try {
          for (const one of steps) {
            clock.moveOnS(one.days * 86_400)
            await report(county, running, { step: one, clock })
            // An act holds from the first hour of its day.
            clock.moveOnS(86_400)
            const command = one.kind === 'split' ? await splitUp(county, running, one) : turned(county, one)
            if (command) await done(await running.signIn('county.admin'), command, shanghaiDay(clock.now()))
            await report(county, running, { step: { ...one, one: one.other }, clock })
          }
          await compare(county, running, clock)
        } finally {
          await running.drop()
        }
      }),
      { numRuns: 2, endOnFailure: true },
    )
  },
)
