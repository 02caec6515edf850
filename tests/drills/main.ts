import { asksForHelp } from '../builders/commandLine.ts'
import { playCalm } from './calm.ts'
import { playLoop } from './loop.ts'
import { readOptions, usage, type DrillOptions } from './options.ts'
import { Staff } from './staff.ts'
import { playStorm } from './storm.ts'

const say = (line: string) => void process.stdout.write(`${line}\n`)

async function storm(staff: Staff, options: DrillOptions): Promise<boolean> {
  const result = await playStorm(staff, options, { progress: say })
  say(result.verdict.table)
  for (const example of result.verdict.examples) say(example)
  const refused = Object.entries(result.refused).map(([code, n]) => `${code} × ${n}`)
  say(`${result.reports} reports and ${result.moves} moves accepted in ${result.seconds} s`)
  say(
    `${result.reconnects} reconnects, ${result.resnapshots} resnapshots; refused: ${refused.join(', ') || 'none'}`,
  )
  const { p50, p99, max } = result.latency
  say(`from sending a report to the last console: p50 ${p50} ms, p99 ${p99} ms, longest ${max} ms`)
  return result.verdict.isClean
}

/** Runs a drill against a server with the demo county. Exit code 1 when something was lost, doubled or leaked. */
async function main(): Promise<boolean> {
  if (asksForHelp(process.argv.slice(2))) {
    say(usage)
    return true
  }
  const options = readOptions(process.argv.slice(2))
  const staff = await Staff.read(options.url, options.accountsDir)
  if (options.mode === 'storm') return storm(staff, options)
  if (options.mode === 'loop') say(`${await playLoop(staff, options, say)} cases seen through`)
  else await playCalm(staff, options, say)
  return true
}

// A drill that a server has started ends with it, however the server ended.
process.once('disconnect', () => process.exit(0))

main().then(
  isClean => process.exit(isClean ? 0 : 1),
  (cause: unknown) => {
    process.stderr.write(`${cause instanceof Error ? cause.message : String(cause)}\n`)
    process.exit(2)
  },
)
