import { zipSync } from 'fflate'

export interface ShapeRecord {
  readonly code: string
  readonly name: string
  /** A closed ring in the coordinates of the file. */
  readonly ring: readonly (readonly [number, number])[]
}

const boxOf = (ring: ShapeRecord['ring']): number[] => {
  const [xs, ys] = [ring.map(([x]) => x), ring.map(([, y]) => y)]
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]
}

/** Clockwise, as a Shapefile's outer rings run. */
function clockwise(ring: ShapeRecord['ring']): ShapeRecord['ring'] {
  const doubleArea = ring.reduce((sum, [x, y], i) => {
    const [nextX, nextY] = ring[i + 1] ?? [x, y]
    return sum + x * nextY - nextX * y
  }, 0)
  return doubleArea > 0 ? [...ring].reverse() : ring
}

function header(contentB: number, box: readonly number[]): Buffer {
  const head = Buffer.alloc(100)
  head.writeInt32BE(9_994, 0)
  head.writeInt32BE((100 + contentB) / 2, 24)
  head.writeInt32LE(1_000, 28)
  head.writeInt32LE(5, 32)
  box.forEach((at, i) => head.writeDoubleLE(at, 36 + 8 * i))
  return head
}

function shapeOf({ ring }: ShapeRecord, nth: number): Buffer {
  const corners = clockwise(ring)
  const content = Buffer.alloc(48 + 16 * corners.length)
  content.writeInt32LE(5, 0)
  boxOf(corners).forEach((at, i) => content.writeDoubleLE(at, 4 + 8 * i))
  content.writeInt32LE(1, 36)
  content.writeInt32LE(corners.length, 40)
  corners.forEach(([x, y], i) => {
    content.writeDoubleLE(x, 48 + 16 * i)
    content.writeDoubleLE(y, 56 + 16 * i)
  })
  const head = Buffer.alloc(8)
  head.writeInt32BE(nth + 1, 0)
  head.writeInt32BE(content.length / 2, 4)
  return Buffer.concat([head, content])
}

const fields = [
  ['CODE', 15],
  ['NAME', 60],
] as const
const recordB = 1 + fields.reduce((sum, [, wide]) => sum + wide, 0)

/** The table of attributes, in UTF-8. */
function tableOf(records: readonly ShapeRecord[]): Buffer {
  const head = Buffer.alloc(32 + 32 * fields.length + 1)
  head.set([3, 126, 11, 29], 0)
  head.writeUInt32LE(records.length, 4)
  head.writeUInt16LE(head.length, 8)
  head.writeUInt16LE(recordB, 10)
  fields.forEach(([name, wide], i) => {
    head.write(name, 32 + 32 * i, 'latin1')
    head.write('C', 43 + 32 * i, 'latin1')
    head.writeUInt8(wide, 48 + 32 * i)
  })
  head.writeUInt8(13, head.length - 1)
  const rows = records.map(({ code, name }) => {
    const row = Buffer.alloc(recordB, ' ')
    row.write(code, 1, 'latin1')
    row.write(name, 16, 'utf8')
    return row
  })
  return Buffer.concat([head, ...rows, Buffer.from([26])])
}

/** A zipped Shapefile of polygons with CODE and NAME; `projection` as its .prj says it. */
export function aShapefile(records: readonly ShapeRecord[], projection?: string): Uint8Array {
  const shapes = Buffer.concat(records.map(shapeOf))
  const box = boxOf(records.flatMap(({ ring }) => ring))
  return zipSync({
    'areas.shp': new Uint8Array(Buffer.concat([header(shapes.length, box), shapes])),
    'areas.dbf': new Uint8Array(tableOf(records)),
    ...(projection !== undefined && { 'areas.prj': new TextEncoder().encode(projection) }),
  })
}

/** CGCS2000 in metres around 117° east, three degrees wide, without a zone's number. */
export const cgcs2000Around117 =
  'PROJCS["CGCS2000_3_Degree_GK_CM_117E",GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",117.0],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]'
