import { durationText } from '../../platform/time/index.ts'

const minuteS = 60

/** 45 秒, 2 分 5 秒 below ten minutes; then as other spans are told; a dash for what nobody knows. */
export function secondsText(seconds: number | null): string {
  if (seconds === null) return '—'
  const whole = Math.round(seconds)
  if (whole < minuteS) return `${whole} 秒`
  if (whole >= 10 * minuteS) return durationText(whole * 1_000)
  const rest = whole % minuteS
  return rest === 0 ? `${whole / minuteS} 分` : `${Math.floor(whole / minuteS)} 分 ${rest} 秒`
}
