/** A share in percent with one place, never bare: `97.2 %` stands beside `486/500`. Undefined when nothing was counted. */
export const percentText = (part: number, whole: number): string | undefined =>
  whole === 0 ? undefined : `${(Math.floor((part / whole) * 1_000) / 10).toFixed(1)} %`

/** `+12`, `−3`, `持平` against the day before. */
export function changeText(now: number, before: number, same: string): string {
  if (now === before) return same
  return now > before ? `+${now - before}` : `−${before - now}`
}

const minuteS = 60
const hourS = 3_600
const dayS = 86_400

/** A median as a leader reads it, always ≈: 约 8 分, 约 3.2 小时, 约 1.5 天. */
export function medianText(seconds: number): string {
  if (seconds < minuteS) return '约 1 分内'
  if (seconds < hourS) return `约 ${Math.round(seconds / minuteS)} 分`
  if (seconds < 2 * dayS) return `约 ${(seconds / hourS).toFixed(1)} 小时`
  return `约 ${(seconds / dayS).toFixed(1)} 天`
}

/** Length of a bar in percent of the longest; a count above zero is never invisible. */
export const barPercent = (n: number, longest: number): number =>
  n === 0 || longest === 0 ? 0 : Math.max(1.5, (n / longest) * 100)

/** Which of five steps a count falls in: by equal steps up to the largest, zero alone in the lowest. */
export function stepOf(n: number, largest: number): 0 | 1 | 2 | 3 | 4 {
  if (n === 0 || largest === 0) return 0
  const quarter = Math.ceil((n / largest) * 4)
  return quarter <= 1 ? 1 : quarter === 2 ? 2 : quarter === 3 ? 3 : 4
}
