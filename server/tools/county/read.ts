import { readFile } from 'node:fs/promises'
import gcoord from 'gcoord'
import { at } from './at.ts'
import { parseRegister, type Register } from './register.ts'

export interface CountySource {
  readonly register: Register
  /** The real outline, WGS-84 `[longitude, latitude]`, closed. */
  readonly outline: readonly (readonly [number, number])[]
}

interface OutlineFile {
  readonly features: readonly { readonly geometry: { readonly coordinates: [number, number][][] } }[]
}

/** Reads `divisions.csv` and `boundary.gcj02.geojson` of a folder; the outline leaves the shifted datum here. */
export async function readCountySource(folder: URL): Promise<CountySource> {
  const [csv, outlineText] = await Promise.all([
    readFile(new URL('divisions.csv', folder), 'utf8'),
    readFile(new URL('boundary.gcj02.geojson', folder), 'utf8'),
  ])
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- parse boundary of a file we ship
  const file = JSON.parse(outlineText) as OutlineFile
  const shifted = at(at(file.features, 0).geometry.coordinates, 0)
  const outline = shifted.map(([lon, lat]) =>
    gcoord.transform<[number, number]>([lon, lat], gcoord.GCJ02, gcoord.WGS84),
  )
  return { register: parseRegister(csv), outline }
}

export const taiheFolder = new URL('../../data/taihe/', import.meta.url)
