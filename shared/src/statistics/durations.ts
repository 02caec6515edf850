/** Bins a factor of 2^(1/4) wide, from one second: a median read from them is within 10 %. */
const binsPerDoubling = 4

/** The bin of a duration in milliseconds; everything under a second is bin 0. */
export const durationBin = (ms: number): number =>
  ms < 1_000 ? 0 : 1 + Math.floor(Math.log2(ms / 1_000) * binsPerDoubling)

/** The middle of a bin, in seconds. */
export const binMiddleS = (bin: number): number => (bin === 0 ? 0.5 : 2 ** ((bin - 0.5) / binsPerDoubling))

/** The median of a histogram { bin → count } in seconds, shown as ≈; undefined when it is empty. */
export function medianS(counts: ReadonlyMap<number, number>): number | undefined {
  const bins = [...counts].filter(([, n]) => n > 0).sort(([a], [b]) => a - b)
  const total = bins.reduce((sum, [, n]) => sum + n, 0)
  let seen = 0
  for (const [bin, n] of bins) {
    seen += n
    if (seen * 2 >= total) return binMiddleS(bin)
  }
  return undefined
}
