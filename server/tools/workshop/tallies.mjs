import { existsSync, readFileSync, rmSync } from 'node:fs'
import { cleanEnv, inRoot, node, tool } from './children.mjs'

const words = ({ passed, failed, skipped }) => `${passed} passed, ${failed} failed, ${skipped} skipped`

/** The line that other programs read, alone on its line. */
export const tell = tally => process.stdout.write(`\n${words(tally)}\n`)

const unread = { passed: 0, failed: 1, skipped: 0 }

/** Tests that ran, and files that could not even be loaded: those fail too. */
function read(report) {
  if (!existsSync(report)) return unread
  const run = JSON.parse(readFileSync(report, 'utf8'))
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
