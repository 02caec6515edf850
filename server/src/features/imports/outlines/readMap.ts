import { headingCore, importKind, outlineHeading, type SheetCell } from '@shuniu/shared/imports'
import type { Feature } from 'geojson'
import type { RowSink } from '../reading/sink.ts'
import { WrongFile } from '../reading/wrongFile.ts'
import { readMapFile } from './features.ts'
import { outlineOf, type FileCorner } from './rings.ts'

/** Attributes beyond these say nothing of a division. */
const attributesAtMost = 60

const cellIn = (value: unknown): SheetCell => {
  if (typeof value === 'string') return value.replaceAll('\u0000', '').trim() || null
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}

/** The attributes of all features, those first that may name a division. */
function attributesOf(features: readonly Feature[]): string[] {
  const names = new Set(features.slice(0, 1_000).flatMap(({ properties }) => Object.keys(properties ?? {})))
  const known = new Set(
    importKind('outlines').columns.flatMap(({ heading, synonyms }) =>
      [heading, ...synonyms].map(headingCore),
    ),
  )
  const rank = (name: string) => (known.has(headingCore(name)) ? 0 : 1)
  return [...names].sort((a, b) => rank(a) - rank(b)).slice(0, attributesAtMost)
}

/** Reads a map file as a sheet: a feature a row, its attributes the columns, its outline the last of them. */
export async function readMap(path: string, isArchive: boolean, sink: RowSink): Promise<void> {
  const { features, projection } = await readMapFile(path, isArchive)
  if (features.length === 0) throw new WrongFile('file.empty')
  const attributes = attributesOf(features)
  const bounds = [Infinity, Infinity, -Infinity, -Infinity]
  const widen = ([x, y]: FileCorner) => {
    const [west = x, south = y, east = x, north = y] = bounds
    bounds.splice(0, 4, Math.min(west, x), Math.min(south, y), Math.max(east, x), Math.max(north, y))
  }
  await sink.row({ row: 1, cells: [...attributes, outlineHeading] })
  for (const [at, { properties, geometry }] of features.entries()) {
    const outline = outlineOf(geometry)
    outline.ring.forEach(widen)
    const cells = attributes.map(name => cellIn(properties?.[name]))
    await sink.row({ row: at + 2, cells: [...cells, JSON.stringify(outline)] })
  }
  const [west = 0, south = 0, east = 0, north = 0] = bounds
  const map = { west, south, east, north, projection: projection.slice(0, 200) }
  await sink.endSheet({
    name: '边界',
    isHidden: false,
    hiddenRows: 0,
    formulas: 0,
    map: west === Infinity ? null : map,
  })
}
