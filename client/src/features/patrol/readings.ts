import type { PositionReading } from '@shuniu/shared/patrol'
import { serverNowMs } from '../../platform/time/index.ts'

/** Between two readings that are kept, in milliseconds; a phone tells its place far oftener than anybody needs. */
const apartMs = 5_000
/** Of a patrol without network: five hours at the pace above, the oldest go first. */
const mostKept = 3_600
/** As many as one call takes. */
export const mostSent = 200

/** Adds a reading unless it comes too soon after the last. Pure. */
export function withReading(kept: readonly PositionReading[], next: PositionReading): PositionReading[] {
  const last = kept.at(-1)
  if (last && Date.parse(next.at) - Date.parse(last.at) < apartMs) return [...kept]
  return [...kept, next].slice(-mostKept)
}

/**
 * Readings in words of the contract; what the phone does not know is left out. The moment is the server's: a phone
 * whose clock is slow would otherwise be taken for one that has long been silent.
 */
export function readingOf(
  { coords, timestamp }: Pick<GeolocationPosition, 'coords' | 'timestamp'>,
  aheadMs = serverNowMs() - Date.now(),
): PositionReading {
  const { longitude, latitude, accuracy, speed, heading } = coords
  return {
    at: new Date(timestamp + aheadMs).toISOString(),
    lon: longitude,
    lat: latitude,
    accuracyM: accuracy,
    ...(speed !== null && speed <= 400 && { speed }),
    ...(heading !== null && !Number.isNaN(heading) && { heading }),
  }
}
