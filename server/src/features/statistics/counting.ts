import { contributionsOf, countedAreas } from '@shuniu/shared/statistics'
import type { CaseFact } from '@shuniu/shared/cases'
import { isWithin, upTo } from './window.ts'

/** A case as it is counted: its place and its contributions as `metric|day|bucket`. */
export interface CountedCase {
  readonly caseId: string
  readonly version: number
  readonly areaCode: string
  readonly counted: readonly string[]
}

export const countedOf = (current: CaseFact): CountedCase => ({
  caseId: current.id,
  version: current.version,
  areaCode: current.areaCode,
  counted: contributionsOf(current).map(({ metric, day, bucket }) => `${metric}|${day}|${bucket}`),
})

/** By how much counters change: key `area|metric|day|bucket` → difference, zeros left out. */
export class Deltas {
  readonly #byKey = new Map<string, number>()

  readonly #last: string | undefined

  /** `last`: the last day of the sums over thirty days that are to change with their days; undefined when there are none. */
  constructor(last?: string) {
    this.#last = last
  }

  add({ areaCode, counted }: Pick<CountedCase, 'areaCode' | 'counted'>, sign: 1 | -1): void {
    const keys = counted.flatMap(key => this.#withSum(key))
    for (const area of countedAreas(areaCode)) {
      for (const key of keys) this.#bump(`${area}|${key}`, sign)
    }
  }

  /** The changes in the order of their keys, so that two writers never wait for each other crosswise. */
  rows(): { areaCode: string; metric: string; day: string; bucket: string; n: number }[] {
    return [...this.#byKey]
      .filter(([, n]) => n !== 0)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, n]) => {
        const [areaCode = '', metric = '', day = '', bucket = ''] = key.split('|')
        return { areaCode, metric, day, bucket, n }
      })
  }

  #withSum(key: string): string[] {
    const [metric = '', day = '', bucket = ''] = key.split('|')
    const last = this.#last
    return last !== undefined && isWithin(day, last) ? [key, `${metric}|${upTo(last)}|${bucket}`] : [key]
  }

  #bump(key: string, by: number): void {
    this.#byKey.set(key, (this.#byKey.get(key) ?? 0) + by)
  }
}

/** Of several facts the one of the highest version for each case: earlier ones would be replaced at once. */
export function latestOfEach(facts: readonly CaseFact[]): CaseFact[] {
  const byId = new Map<string, CaseFact>()
  for (const current of facts) {
    if (current.version > (byId.get(current.id)?.version ?? 0)) byId.set(current.id, current)
  }
  return [...byId.values()]
}
