import type { Position } from '@shuniu/shared/kernel'
import type { PlanePoint } from './shapes.ts'

/** MapLibre's world is so many pixels wide at zoom 0. */
const worldPx = 512

/** Between positions and the plane of a map at a zoom, whose unit is a label's height. Web Mercator, as the map is. */
export interface Plane {
  toSpot(position: Position): PlanePoint
  toPosition(spot: PlanePoint): Position
}

export function planeAt(zoom: number, u: number): Plane {
  const world = (worldPx * 2 ** zoom) / u
  return {
    toSpot: ([lon, lat]) => ({
      x: ((lon + 180) / 360) * world,
      y: (0.5 - Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) / (2 * Math.PI)) * world,
    }),
    toPosition: ({ x, y }) => [
      (x / world) * 360 - 180,
      (Math.atan(Math.exp((0.5 - y / world) * 2 * Math.PI)) * 360) / Math.PI - 90,
    ],
  }
}
