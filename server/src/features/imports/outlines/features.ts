import { readFile } from 'node:fs/promises'
import { importBounds } from '@shuniu/shared/imports/bounds'
import { kml } from '@tmcw/togeojson'
import { DOMParser } from '@xmldom/xmldom'
import { unzipSync } from 'fflate'
import type { Feature } from 'geojson'
import readShapefile from 'shpjs'
import { textOf } from '../reading/textOf.ts'
import { WrongFile } from '../reading/wrongFile.ts'

/** The features of a map file, and whether it says itself in which system its coordinates are. */
export interface MapFile {
  readonly features: readonly Feature[]
  /** The words of its projection file; empty where there is none. */
  readonly projection: string
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

function featuresIn(json: unknown): Feature[] {
  if (!isRecord(json)) throw new WrongFile('file.unknown')
  const listed = json['type'] === 'FeatureCollection' ? json['features'] : [json]
  if (!Array.isArray(listed)) throw new WrongFile('file.broken')
  const isFeature = (one: unknown): one is Feature => isRecord(one) && one['type'] === 'Feature'
  return listed.filter(isFeature)
}

function fromGeoJson(text: string): MapFile {
  try {
    return { features: featuresIn(JSON.parse(text)), projection: '' }
  } catch (cause) {
    throw cause instanceof WrongFile ? cause : new WrongFile('file.broken')
  }
}

/** The same function for a document by whatever declaration. */
const readKml: (document: unknown) => ReturnType<typeof kml> = kml

function fromKml(text: string): MapFile {
  // A document type could name other files, or grow without end.
  if (/<!DOCTYPE|<!ENTITY/i.test(text)) throw new WrongFile('file.unknown')
  const document = new DOMParser({ onError: () => undefined }).parseFromString(text, 'text/xml')
  const isPlaced = (one: Feature | { geometry: null }): one is Feature => one.geometry !== null
  return { features: readKml(document).features.filter(isPlaced), projection: '' }
}

/** Whether names in the table are UTF-8; else they are GB18030, whatever is not said. */
function encodingOf(dbf: Uint8Array): string {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(dbf.subarray(32))
    return 'UTF-8'
  } catch {
    return 'GB18030'
  }
}

const endsWith = (name: string, ending: string): boolean =>
  name.toLowerCase().endsWith(ending) && !name.includes('__MACOSX')

async function fromArchive(bytes: Uint8Array): Promise<MapFile> {
  const parts = unzipSync(bytes, {
    filter: ({ name, originalSize }) =>
      originalSize < 10 * importBounds.fileB && /\.(shp|dbf|prj|cpg|kml)$/i.test(name),
  })
  const part = (ending: string) => Object.entries(parts).find(([name]) => endsWith(name, ending))?.[1]
  const inKml = part('.kml')
  if (inKml) return fromKml(textOf(inKml))
  const [shp, dbf, prj] = [part('.shp'), part('.dbf'), part('.prj')]
  if (!shp) throw new WrongFile('file.unknown')
  const projection = prj ? textOf(prj).trim() : ''
  const { features } = await readShapefile({
    shp,
    ...(dbf && { dbf, cpg: encodingOf(dbf) }),
    ...(projection !== '' && { prj: projection }),
  })
  return { features, projection }
}

/** Reads GeoJSON, KML, KMZ or a zipped Shapefile, by what the file holds. Throws `WrongFile`. */
export async function readMapFile(path: string, isArchive: boolean): Promise<MapFile> {
  const bytes = await readFile(path)
  if (isArchive) return fromArchive(bytes)
  const text = textOf(bytes)
    .replace(/^\uFEFF/, '')
    .trimStart()
  if (text.startsWith('{')) return fromGeoJson(text)
  if (text.startsWith('<')) return fromKml(text)
  throw new WrongFile('file.unknown')
}
