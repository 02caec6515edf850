import { keyOf, type Key } from '../builders/history.ts'
import type { DrillConsole } from './consoles.ts'

/** In milliseconds, from the sending of a report to the last console that is told of it. */
export interface Latency {
  readonly p50: number
  readonly p99: number
  readonly max: number
  readonly n: number
}

const at = (sorted: readonly number[], share: number): number =>
  Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0)

export function percentiles(values: readonly number[]): Latency {
  const sorted = [...values].sort((a, b) => a - b)
  return { p50: at(sorted, 0.5), p99: at(sorted, 0.99), max: at(sorted, 1), n: sorted.length }
}

/** How long each report took to its last console. */
export function latencyOf(postedAtMs: ReadonlyMap<Key, number>, consoles: readonly DrillConsole[]): Latency {
  const lastAtMs = new Map<Key, number>()
  for (const { facts, cameAtMs } of consoles) {
    facts.forEach(({ body }, nth) => {
      const key = keyOf(body)
      if (postedAtMs.has(key)) lastAtMs.set(key, Math.max(lastAtMs.get(key) ?? 0, cameAtMs[nth] ?? 0))
    })
  }
  return percentiles([...lastAtMs].map(([key, last]) => last - (postedAtMs.get(key) ?? last)))
}
