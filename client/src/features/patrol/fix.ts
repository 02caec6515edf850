import type { MemberFix } from '@shuniu/shared/patrol'

const isPlace = (value: unknown): boolean => typeof value === 'number' && Number.isFinite(value)

/**
 * Whether a row of a signal tells where a member is. Thousands come each second, and a schema read anew for each row took
 * more time than drawing them all: this looks at what the map and the counts rest on, by hand.
 */
export function isFix(row: unknown): row is MemberFix {
  if (typeof row !== 'object' || row === null) return false
  const { memberId, at, lon, lat, gridCode, accuracyM = 0 }: { [key in keyof MemberFix]?: unknown } = row
  const isKnown = typeof memberId === 'string' && typeof at === 'string' && !Number.isNaN(Date.parse(at))
  const isInGrid = gridCode === null || typeof gridCode === 'string'
  return isKnown && isInGrid && isPlace(lon) && isPlace(lat) && isPlace(accuracyM)
}
