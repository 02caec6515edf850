import { findChromium } from './chromium.mjs'
import { advice, clockLibrary, isMoved, movedBy } from './movedClock.mjs'
import { tell, vitest } from './tallies.mjs'

const dayMs = 86_400_000

/** The coming New Year's first minute in Shanghai, which is eight hours ahead of UTC all the year. */
const newYear = nowMs => Date.UTC(new Date(nowMs + 8 * 3_600_000).getUTCFullYear() + 1, 0, 1, -8)

/** A moment, and the zone of the machine that has it: neither may matter to anything. */
const at = (text, zone = 'UTC') => ({ moment: () => Date.parse(text), zone })

/** Days on which programs that lean on the calendar break, each with the reason. */
const days = {
  'in forty days': { moment: nowMs => nowMs + 40 * dayMs, zone: 'America/Los_Angeles' },
  'New Year’s Eve 23:50': { moment: nowMs => newYear(nowMs) - 600_000, zone: 'UTC' },
  'New Year 00:10': { moment: nowMs => newYear(nowMs) + 600_000, zone: 'Asia/Shanghai' },
  'leap day, UTC’s midnight': at('2028-02-29T07:57:00+08:00', 'Pacific/Auckland'),
  'eve of Spring Festival': at('2026-02-16T16:30:00+08:00', 'Asia/Shanghai'),
  'make-up Saturday': at('2026-02-28T17:50:00+08:00'),
  'Sunday, end of a month': at('2027-01-31T10:00:00+08:00', 'America/New_York'),
  'holidays not published': at('2031-10-01T09:00:00+08:00'),
}

/** What runs on every day; the journeys want a browser. */
const suites = {
  rules: ['--project', 'shared', '--project', 'server', '--project', 'client'],
  api: ['--project', 'api'],
  live: ['--project', 'live'],
  journeys: ['--project', 'journeys'],
}

/**
 * All tests but two, counted as skipped. While a program waits for the system, a signal that comes in sees the unmoved
 * clock: PostgreSQL looks then whether a timeout of its own has come, and on a day to come it never has.
 */
const unmoved = '^(?!.*(breaks a deadlock by running|ends a statement that takes too long))'

const isReduced = process.env.PROVE_REDUCED === '1'

/**
 * At reduced size the files that read the system's clock or reckon with the calendar, on the days most unlike each other,
 * and on one of them the demo county on the desk.
 */
const reduced = {
  rules: [...suites.rules, 'calendar', 'clocks', 'history', 'certificate', 'moments', 'format', 'draft'],
  api: [
    ...suites.api,
    ...['admin', 'caseDelays', 'database', 'forecast', 'documents', 'statistics', 'uploads.test'],
  ],
  journeys: [...suites.journeys, 'desk'],
}
const reducedRuns = [
  ['New Year 00:10', 'api'],
  ['New Year 00:10', 'journeys'],
  ['leap day, UTC’s midnight', 'rules'],
  ['eve of Spring Festival', 'api'],
  ['holidays not published', 'api'],
]

const everyRun = Object.keys(days).flatMap(day => Object.keys(suites).map(suite => [day, suite]))

/** Days and suites by parts of their names; all of this size when none is named. */
function chosen({ day: wantedDays = [], suite: wantedSuites = [] }) {
  const isAsked = (name, wanted) => wanted.length === 0 || wanted.some(part => name.includes(part))
  return (isReduced ? reducedRuns : everyRun).filter(
    ([day, suite]) => isAsked(day, wantedDays) && isAsked(suite, wantedSuites),
  )
}

const shown = ms => `${new Date(ms + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')} in Shanghai`

const nothing = { passed: 0, failed: 0, skipped: 1 }

async function runOne([day, suite], { library, chromium }) {
  const { moment, zone } = days[day]
  const momentMs = moment(Date.now())
  const moved = movedBy(library, momentMs - Date.now())
  process.stdout.write(`\n— ${suite}: ${day}, ${shown(momentMs)}, machine’s zone ${zone}\n`)
  if (suite === 'journeys' && !chromium) return nothing
  if (!isMoved(moved, momentMs)) {
    process.stdout.write('The clock did not move: libfaketime has no effect on this Node.\n')
    return { passed: 0, failed: 1, skipped: 0 }
  }
  // One that is given keeps its own day, and is not taken.
  // To the product it is all one: leases alone are measured by the database's clock, and they by it alone.
  const apart = { TEST_DATABASE_URL: undefined, TEST_REDIS_URL: undefined }
  const browser = chromium && { CHROMIUM_PATH: chromium }
  const args = [...(isReduced ? reduced : suites)[suite], '-t', unmoved]
  return vitest(args, { ...moved, ...apart, ...browser, SERVER_BUILT: '1', TZ: zone })
}

const sumOf = tallies =>
  tallies.reduce(
    (sum, one) => ({
      passed: sum.passed + one.passed,
      failed: sum.failed + one.failed,
      skipped: sum.skipped + one.skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  )

/** Day × suite: passed/failed, and skipped where any was. */
function tableOf(results) {
  const names = [...new Set(results.map(({ suite }) => suite))]
  const cell = (day, suite) => {
    const found = results.find(one => one.day === day && one.suite === suite)
    if (!found) return '·'
    const { passed, failed, skipped } = found.tally
    return `${passed}/${failed}${skipped > 0 ? ` (${skipped} skipped)` : ''}`
  }
  const lines = [...new Set(results.map(({ day }) => day))].map(day => [
    day,
    ...names.map(suite => cell(day, suite)),
  ])
  const table = [['passed/failed', ...names], ...lines]
  const widths = table[0].map((_, i) => Math.max(...table.map(row => row[i].length)))
  return table.map(row => row.map((text, i) => text.padEnd(widths[i])).join('  ')).join('\n')
}

/** The tests anew on days that are not today, with the clock of every program moved there and going on. */
export async function proveDates(wanted) {
  const runs = chosen(wanted)
  if (runs.length === 0) {
    process.stdout.write(
      `no such day or suite; days: ${Object.keys(days).join(', ')}; suites: ${Object.keys(suites).join(', ')}\n`,
    )
    return 2
  }
  const library = clockLibrary()
  if (!library) {
    process.stdout.write(advice)
    tell({ ...nothing, skipped: runs.length })
    return 0
  }
  const chromium = await findChromium()
  process.stdout.write(`${runs.map(([day, suite]) => `${suite} on ${day}`).join('; ')}\n`)
  const results = []
  let isEnded = false
  // A signal ends the suite that runs; the others are not begun.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => (isEnded = true))
  for (const run of runs) {
    if (isEnded) return 1
    const [day, suite] = run
    results.push({ day, suite, tally: await runOne(run, { library, chromium }) })
  }
  process.stdout.write(`\n${tableOf(results)}\n`)
  const sum = sumOf(results.map(({ tally }) => tally))
  tell(sum)
  return sum.failed === 0 ? 0 : 1
}
