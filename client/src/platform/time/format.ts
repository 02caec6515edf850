const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs
/** China keeps one zone, eight hours ahead, without summer time. */
const zoneMs = 8 * hourMs

const two = (value: number): string => String(value).padStart(2, '0')
const dayOf = (ms: number): number => Math.floor((ms + zoneMs) / dayMs)

/** 14:05 today, 昨天 14:05, 11-23 14:05, 2025-11-23 14:05 in another year. Always China's time. */
export function timeText(at: string | number, nowMs: number): string {
  const atMs = typeof at === 'number' ? at : Date.parse(at)
  const local = new Date(atMs + zoneMs)
  const clock = `${two(local.getUTCHours())}:${two(local.getUTCMinutes())}`
  const daysAgo = dayOf(nowMs) - dayOf(atMs)
  if (daysAgo === 0) return clock
  if (daysAgo === 1) return `昨天 ${clock}`
  const day = `${two(local.getUTCMonth() + 1)}-${two(local.getUTCDate())}`
  const year = local.getUTCFullYear()
  return year === new Date(nowMs + zoneMs).getUTCFullYear() ? `${day} ${clock}` : `${year}-${day} ${clock}`
}

/** 2026-11-24 14:05:09, for what must stand on paper. */
export function fullTimeText(at: string | number): string {
  const local = new Date((typeof at === 'number' ? at : Date.parse(at)) + zoneMs).toISOString()
  return `${local.slice(0, 10)} ${local.slice(11, 19)}`
}

/** 14:05:09, for a running clock. */
export const clockText = (ms: number): string => new Date(ms + zoneMs).toISOString().slice(11, 19)

/** 2 天 3 小时, 3 小时 20 分, 12 分, 不足 1 分. Counts down towards zero; the sign is the caller's to tell. */
export function durationText(ms: number): string {
  const rest = Math.abs(ms)
  const days = Math.floor(rest / dayMs)
  const hours = Math.floor((rest % dayMs) / hourMs)
  const minutes = Math.floor((rest % hourMs) / minuteMs)
  if (days > 0) return hours > 0 ? `${days} 天 ${hours} 小时` : `${days} 天`
  if (hours > 0) return minutes > 0 ? `${hours} 小时 ${minutes} 分` : `${hours} 小时`
  return minutes > 0 ? `${minutes} 分` : '不足 1 分'
}

/** A deadline as an operator reads it: 剩 3 小时 20 分, 剩 04:32 in the last ten minutes, 超时 25 分. */
export function dueText(dueAt: string, nowMs: number): string {
  const leftMs = Date.parse(dueAt) - nowMs
  if (leftMs <= 0) return `超时 ${durationText(leftMs)}`
  if (leftMs >= 10 * minuteMs) return `剩 ${durationText(leftMs)}`
  return `剩 ${two(Math.floor(leftMs / minuteMs))}:${two(Math.floor((leftMs % minuteMs) / 1_000))}`
}
