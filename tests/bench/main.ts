import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { asksForHelp, UsageError } from '../builders/commandLine.ts'
import { comparisonOf, readRun, type BenchRun } from './compare.ts'
import { isWithin, ratioOf } from './figures.ts'
import { openGround, type BenchGround } from './ground.ts'
import { helpOf } from './help.ts'
import { describeMachine, type Machine } from './machine.ts'
import { readOptions } from './options.ts'
import type { RowOutcome, BenchRow } from './row.ts'
import { largeRows, openLargeGround } from './large/index.ts'
import { rows } from './rows/index.ts'
import { faultsIn, machineLine, tableOf } from './table.ts'

type Outcomes = Record<string, RowOutcome>

const root = resolve(import.meta.dirname, '../..')
const say = (line: string) => void process.stdout.write(`${line}\n`)
const tell = (line: string) => void process.stderr.write(`${line}\n`)

function wordsOf(cause: unknown): string {
  if (cause instanceof UsageError) return cause.message
  return cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)
}

interface MeasuredRows {
  readonly outcomes: Outcomes
  /** Rows that could not be measured; the others are told all the same. */
  readonly failed: readonly string[]
}

async function measure(ground: BenchGround, wanted: readonly BenchRow[]): Promise<MeasuredRows> {
  const outcomes: Outcomes = {}
  const failed: string[] = []
  for (const row of wanted) {
    const begun = performance.now()
    tell(`${row.name} …`)
    try {
      outcomes[row.name] = await row.run(ground)
      tell(`${row.name}: measured in ${Math.round((performance.now() - begun) / 1_000)} s`)
    } catch (cause) {
      failed.push(row.name)
      tell(`${row.name}: not measured\n${wordsOf(cause)}`)
    }
  }
  return { outcomes, failed }
}

function runOf(machine: Machine, size: string, outcomes: Outcomes): BenchRun {
  const told = Object.entries(outcomes).map(([name, outcome]) => {
    const lines = outcome.lines.map(line => ({ ...line, ratio: ratioOf(line), within: isWithin(line) }))
    return { name, ...outcome, lines }
  })
  return { machine, size, rows: told }
}

function keep(run: BenchRun): string {
  const file = join(root, `bench-${run.machine.date.slice(0, 19).replaceAll(':', '-')}.json`)
  writeFileSync(file, `${JSON.stringify(run, null, 2)}\n`)
  return file
}

/**
 * Measures what is wanted and prints it. True when all of it was measured and nothing was lost, doubled or leaked,
 * whatever the budgets say.
 */
async function main(): Promise<boolean> {
  const args = process.argv.slice(2)
  const rowsOf = (isLarge: boolean) => (isLarge ? largeRows : rows)
  const namesOf = (isLarge: boolean) => rowsOf(isLarge).map(({ name }) => name)
  if (asksForHelp(args)) {
    say(helpOf(namesOf(false), namesOf(true)))
    return true
  }
  const options = readOptions(args, namesOf)
  // Read before anything is measured: what is not there or no run is said at once.
  const [before, after] = options.compared.map(file => readRun(file))
  if (before && after) {
    say(comparisonOf(before, after))
    return true
  }
  const isLarge = options.size === 'large'
  const wanted = rowsOf(isLarge).filter(
    ({ name }) => options.only.length === 0 || options.only.some(part => name.includes(part)),
  )
  const machine = describeMachine()
  const ground = await (isLarge ? openLargeGround : openGround)(options, tell)
  const { outcomes, failed } = await measure(ground, wanted).finally(() => ground.close())
  say(machineLine(machine))
  say(tableOf(Object.values(outcomes)))
  const run = runOf(machine, options.size, outcomes)
  say(`kept in ${keep(run)}`)
  if (before) say(comparisonOf(before, run))
  const faults = faultsIn(outcomes)
  for (const fault of faults) say(`FAULT ${fault}`)
  for (const name of failed) say(`NOT MEASURED ${name}`)
  return faults.length === 0 && failed.length === 0
}

main().then(
  isClean => process.exit(isClean ? 0 : 1),
  (cause: unknown) => {
    tell(wordsOf(cause))
    process.exit(2)
  },
)
