import { existsSync, readFileSync, rmSync } from 'node:fs'
import { relative } from 'node:path'
import { cleanEnv, inRoot, node, tool } from './children.mjs'

const words = ({ passed, failed, skipped }) => `${passed} passed, ${failed} failed, ${skipped} skipped`

/** The line that other programs read, alone on its line. */
export const tell = tally => process.stdout.write(`\n${words(tally)}\n`)

const unread = { passed: 0, failed: 1, skipped: 0 }

const slowest = 10

/** The files that took longest, so that a slow one is seen on the day it is written. */
function tellSlowest(files) {
  const timed = files.map(({ name, startTime, endTime }) => ({ name, s: (endTime - startTime) / 1_000 }))
  timed.sort((a, b) => b.s - a.s)
  const lines = timed
    .slice(0, slowest)
    .map(({ name, s }) => `${s.toFixed(1).padStart(7)} s  ${relative(inRoot(''), name)}`)
  process.stdout.write(`\nThe slowest files of ${files.length}:\n${lines.join('\n')}\n`)
}

/** Tests that ran, and files that could not even be loaded: those fail too. */
function read(report) {
  if (!existsSync(report)) return unread
  const run = JSON.parse(readFileSync(report, 'utf8'))
  if (run.testResults.length > slowest) tellSlowest(run.testResults)
  const broken = run.testResults.filter(
    file => file.status === 'failed' && file.assertionResults.length === 0,
  )
  return {
    passed: run.numPassedTests,
    failed: run.numFailedTests + broken.length,
    skipped: run.numPendingTests + run.numTodoTests,
  }
}

/** Runs Vitest once and counts; a run that fails in any way has at least one failure. */
export async function vitest(args, env = {}) {
  const report = inRoot(`.cache/vitest-${process.pid}.json`)
  const code = await node(
    [tool('vitest'), 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...args],
    { env: { ...cleanEnv(), ...env } },
  )
  const tally = read(report)
  rmSync(report, { force: true })
  return { ...tally, failed: code === 0 ? tally.failed : Math.max(tally.failed, 1) }
}
