import { readFileSync } from 'node:fs'
import { isWithin, ratioOf, type Figure } from './figures.ts'
import { gridOf, shortly } from './table.ts'

/** A run as it is kept. */
export interface BenchRun {
  readonly machine: { readonly date: string }
  readonly size: string
  readonly rows: readonly { readonly name: string; readonly lines: readonly Figure[] }[]
}

export function readRun(file: string): BenchRun {
  const run: Partial<BenchRun> = JSON.parse(readFileSync(file, 'utf8'))
  const { machine, size, rows } = run
  if (!machine || size === undefined || !rows) throw new Error(`${file} is no run of the bench`)
  return { machine, size, rows }
}

const head = ['what', 'ours before', 'now', 'now ÷ before', '× bare before', 'now', 'now ÷ before', 'within']

const quotient = (now: number | undefined, before: number | undefined): string =>
  now === undefined || before === undefined || before === 0 ? '' : shortly(now / before)

const verdict = (before: Figure, now: Figure): string => {
  const told = [before, now].map(line => ({ true: 'yes', false: 'MISSED' })[String(isWithin(line))] ?? '')
  return told[0] === told[1] ? (told[0] ?? '') : told.join(' → ')
}

function cellsOf(before: Figure, now: Figure): string[] {
  const [ratioBefore, ratioNow] = [ratioOf(before), ratioOf(now)]
  return [
    now.what,
    `${shortly(before.ours)} ${before.unit}`,
    `${shortly(now.ours)} ${now.unit}`,
    quotient(now.ours, before.ours),
    shortly(ratioBefore),
    shortly(ratioNow),
    quotient(ratioNow, ratioBefore),
    verdict(before, now),
  ]
}

/** Two runs side by side: every figure that both have, and the names of those that one of them lacks. */
export function comparisonOf(before: BenchRun, now: BenchRun): string {
  const linesOf = ({ rows }: BenchRun) =>
    new Map(rows.flatMap(({ lines }) => lines.map(line => [line.what, line])))
  const [was, is] = [linesOf(before), linesOf(now)]
  const both = [...is].flatMap(([what, line]) => {
    const former = was.get(what)
    return former ? [cellsOf(former, line)] : []
  })
  const without = (some: ReadonlyMap<string, Figure>, others: ReadonlyMap<string, Figure>) =>
    [...some.keys()].filter(what => !others.has(what))
  return [
    `before: ${before.machine.date}, ${before.size} · now: ${now.machine.date}, ${now.size}`,
    gridOf([head, ...both]),
    ...without(was, is).map(what => `only before: ${what}`),
    ...without(is, was).map(what => `only now: ${what}`),
  ].join('\n')
}
