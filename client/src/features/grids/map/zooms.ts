import type { MapTheme } from '../../../platform/map/index.ts'

/** Height of a label on a canvas of 1080, by which zooms are named. */
const commonU = 18

/**
 * Up to here a map shows townships as wholes, from here on what is within them. A larger canvas shows the same land
 * at a greater zoom, so the border moves with the size of its labels.
 */
export const tallyUntilZoom = ({ u }: Pick<MapTheme, 'u'>): number => 10.6 + Math.log2(u / commonU)
