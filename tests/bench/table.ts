import { budgetText, isWithin, ratioOf, type Figure } from './figures.ts'
import type { Machine } from './machine.ts'
import type { RowOutcome } from './row.ts'

/** Three digits that count, as people read them. */
export function shortly(value: number | undefined): string {
  if (value === undefined) return ''
  if (!Number.isFinite(value)) return 'none'
  if (value !== 0 && Math.abs(value) < 100) return String(Number(value.toPrecision(3)))
  return Math.round(value).toLocaleString('en')
}

const verdictOf = (line: Figure): string => {
  const kept = isWithin(line)
  if (kept === undefined) return ''
  return kept ? 'yes' : 'MISSED'
}

const cellsOf = (line: Figure): string[] => [
  line.what,
  `${shortly(line.ours)} ${line.unit}`,
  line.bare === undefined ? '' : `${shortly(line.bare)} ${line.unit}`,
  shortly(ratioOf(line)),
  budgetText(line),
  verdictOf(line),
]

const head = ['what', 'ours', 'bare', 'ratio', 'budget', 'within']

/** A Markdown table that reads well in a terminal too; the first row is its head. */
export function gridOf(all: readonly (readonly string[])[]): string {
  const [first = []] = all
  const widths = first.map((_, column) => Math.max(...all.map(row => row[column]?.length ?? 0)))
  const lineOf = (row: readonly string[]) =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`
  const rule = `| ${widths.map(width => '-'.repeat(width)).join(' | ')} |`
  return [lineOf(first), rule, ...all.slice(1).map(lineOf)].join('\n')
}

export function tableOf(outcomes: readonly RowOutcome[]): string {
  const rows = outcomes.flatMap(({ lines, size }) =>
    lines.map((line, nth) => [...cellsOf(line), nth === 0 ? size : '']),
  )
  return gridOf([[...head, 'size'], ...rows])
}

export const machineLine = (machine: Machine): string =>
  `${machine.date.slice(0, 10)} · ${machine.cores} cores, ${machine.processor}, ${machine.memoryGb} GB · ` +
  `${machine.system} · Node ${machine.node} · load before: ${machine.loadBefore}`

/** What fails the bench: `name of the row: kind × count`. */
export const faultsIn = (outcomes: Readonly<Record<string, RowOutcome>>): string[] =>
  Object.entries(outcomes).flatMap(([name, { faults }]) =>
    Object.entries(faults)
      .filter(([, count]) => count !== 0)
      .map(([kind, count]) => `${name}: ${kind} × ${count}`),
  )
