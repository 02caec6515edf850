import * as Type from 'typebox'
import type { Static } from 'typebox'
import { closed, oneOf } from '../kernel/index.ts'

/**
 * Systems in which outlines come: degrees of WGS-84, of CGCS2000 (the same to a centimetre), of the shifted systems of web
 * maps, or metres of CGCS2000 in a zone of three degrees, `GK3-` and its meridian. Source: domain.md §6.2.
 */
export const degreeSystems = ['WGS84', 'CGCS2000', 'GCJ02', 'BD09'] as const
export const zoneMeridians = Array.from({ length: 21 }, (_, nth) => 75 + 3 * nth)
export const OutlineSystem = Type.String({ pattern: '^(?:WGS84|CGCS2000|GCJ02|BD09|GK3-[0-9]{2,3})$' })

export const systemName = (system: string): string => {
  const names: Readonly<Record<string, string>> = {
    WGS84: 'WGS-84 经纬度',
    CGCS2000: 'CGCS2000（国家2000）经纬度',
    GCJ02: 'GCJ-02（高德、腾讯地图）',
    BD09: 'BD-09（百度地图）',
  }
  return names[system] ?? `CGCS2000 三度带投影，中央经线 ${system.replace('GK3-', '')}°`
}

/** The meridian of a projected system; undefined for degrees. */
export function meridianOf(system: string): number | undefined {
  const [, meridian] = /^GK3-(\d+)$/.exec(system) ?? []
  return meridian === undefined ? undefined : Number(meridian)
}

/** Where the coordinates of a map file lie, as the file counts, and what its projection file says. */
export const MapExtent = closed({
  west: Type.Number(),
  south: Type.Number(),
  east: Type.Number(),
  north: Type.Number(),
  projection: Type.String(),
})
export type MapExtent = Static<typeof MapExtent>

/**
 * The system that a file is taken for until somebody says another, and why: it says so itself (`projection`), its numbers
 * are metres (`metres`), it lies nearest to the outlines known (`distance`), or its kind of file is meant so (`standard`).
 */
export const SystemSuggestion = closed({
  system: OutlineSystem,
  why: oneOf(['projection', 'metres', 'distance', 'standard'] as const),
  /** From the middle of what is known, in metres, where that was looked at. */
  offM: Type.Integer({ minimum: 0 }),
})
export type SystemSuggestion = Static<typeof SystemSuggestion>

/** Degrees are at most 180; what is more counts metres. */
export const isInMetres = ({ east, north, west, south }: MapExtent): boolean =>
  [east, west].some(x => Math.abs(x) > 180) || [north, south].some(y => Math.abs(y) > 90)

/** The meridian that metres tell by the zone before them; undefined where they have none. */
export function meridianIn({ west }: MapExtent): number | undefined {
  const zone = Math.floor(west / 1_000_000)
  if (zone >= 25 && zone <= 45) return zone * 3
  return zone >= 13 && zone <= 23 ? zone * 6 - 3 : undefined
}
