import { at } from './at.ts'
import type { Borders } from './borders.ts'
import { signedArea } from './ground.ts'
import type { Face, Way } from './way.ts'

/** Orders the ways around every corner and links each to the next one around the land on its left. */
function link({ corners }: Borders): void {
  for (const corner of corners) {
    const around = corner.ways
      .map(way => ({ way, angle: Math.atan2(way.to.y - corner.y, way.to.x - corner.x) }))
      .sort((a, b) => a.angle - b.angle)
      .map(({ way }) => way)
    around.forEach((way, i) => {
      way.twin.next = at(around, (i + around.length - 1) % around.length)
    })
  }
}

export function loopOf(first: Way): Way[] {
  const loop = [first]
  for (let way = first.next; way !== first; way = way.next) loop.push(way)
  return loop
}

/** The areas that borders enclose; the world outside the county is none of them. */
export function facesOf(borders: Borders): Face[] {
  link(borders)
  const seen = new Set<Way>()
  const faces: Face[] = []
  for (const first of borders.ways.flatMap(way => [way, way.twin])) {
    if (seen.has(first)) continue
    const loop = loopOf(first)
    for (const way of loop) seen.add(way)
    const area = signedArea(loop.map(way => way.from))
    if (area <= 0) continue
    const site = loop.find(way => way.site !== undefined)?.site
    if (site === undefined) throw new Error('an area without a site: the county has only one cell')
    const face: Face = { first, area, site, cell: undefined }
    for (const way of loop) way.face = face
    faces.push(face)
  }
  return faces
}
