import { checkImport, runImport, undoImport, type ImportView } from '@shuniu/shared/imports'
import type { Position } from '@shuniu/shared/kernel'
import gcoord from 'gcoord'
import proj4 from 'proj4'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import type { Browser } from '../builders/browser.ts'
import { aCounty, countyCode, gridCode, townshipCode, villageCode } from '../builders/county.ts'
import { checkedFile, importedFile, readFileOf, settled } from '../builders/imports.ts'
import { aShapefile, cgcs2000Around117 } from '../builders/shapefile.ts'

let running: RunningApp
let admin: Browser

beforeAll(async () => {
  running = await startApp()
  admin = await running.signIn('county.admin')
}, 60_000)
afterAll(() => running.drop(), 60_000)

const { divisions, grids } = aCounty()
const areas = [...divisions, ...grids]
const ringOf = (code: string): Position[] => [...(areas.find(area => area.code === code)?.boundary ?? [])]

interface DrawnFeature {
  readonly code?: string
  readonly name?: string
  readonly rings: readonly (readonly Position[])[]
}

const geoJson = (...drawn: readonly DrawnFeature[]): string =>
  JSON.stringify({
    type: 'FeatureCollection',
    features: drawn.map(({ code, name, rings }) => ({
      type: 'Feature',
      properties: { code, name },
      geometry: { type: 'Polygon', coordinates: rings },
    })),
  })

const toGcj = (at: Position): Position =>
  gcoord.transform<[number, number]>([...at], gcoord.WGS84, gcoord.GCJ02)
const outlinesFile = (name: string, bytes: string | Uint8Array) => ({
  kind: 'outlines' as const,
  name,
  bytes,
})

async function checkedIn(read: ImportView, system: string): Promise<ImportView> {
  const { id, version, sheet, mapping } = read
  await admin.call(checkImport, { params: { id }, body: { version, sheet, mapping, system } })
  return settled(admin, id)
}

const offDeg = async (code: string): Promise<number> => {
  const { rows } = await running.database.pool.query<{ boundary: Position[] }>(
    'select boundary from divisions where code = $1 union all select boundary from grids where code = $1',
    [code],
  )
  const known = rows[0]?.boundary ?? []
  return Math.max(
    ...ringOf(code).map(([lon, lat]) => Math.min(...known.map(([x, y]) => Math.hypot(x - lon, y - lat)))),
  )
}

describe('outlines', () => {
  it('in the shifted system of web maps are known by where the county lies, and come to where they belong', async () => {
    const bytes = geoJson({ code: countyCode, rings: [ringOf(countyCode).map(toGcj)] })
    const read = await readFileOf(admin, outlinesFile('太和.geojson', bytes))
    expect(read.suggestion).toMatchObject({ system: 'GCJ02', why: 'distance' })

    const checked = await checkedIn(read, 'GCJ02')
    expect(checked.faults).toEqual([])
    const { id, version } = checked
    await admin.call(runImport, { params: { id }, body: { version, skipsWrong: false } })

    expect((await settled(admin, id)).state).toBe('done')
    expect(await offDeg(countyCode)).toBeLessThan(1e-5)
  })

  it('in metres of CGCS2000, with a projection file or a zone’s number, are brought to degrees', async () => {
    const { forward } = proj4('+proj=tmerc +lat_0=0 +lon_0=117 +k=1 +x_0=500000 +ellps=GRS80 +units=m')
    const inMetres = (offM: number) =>
      [villageCode(1, 1), gridCode(1, 1, 1)].map(code => ({
        code,
        name: '',
        ring: ringOf(code).map(([lon, lat]): [number, number] => {
          const [x = 0, y = 0] = forward([lon, lat])
          return [x + offM, y]
        }),
      }))
    const declared = await importedFile(
      admin,
      outlinesFile('村.zip', aShapefile(inMetres(0), cgcs2000Around117)),
    )
    expect([declared.suggestion?.why, declared.counts?.wrong]).toEqual(['projection', 0])
    expect(await offDeg(villageCode(1, 1))).toBeLessThan(1e-5)

    const zoned = await checkedFile(admin, outlinesFile('村.zip', aShapefile(inMetres(39_000_000))))
    expect(zoned.suggestion).toEqual({ system: 'GK3-117', why: 'metres', offM: 0 })
    expect(zoned.counts).toMatchObject({ changed: 0, same: 2, wrong: 0 })
  })

  it('are joined by names, mended where they cross themselves, and taken back', async () => {
    const [a, b, c, d] = ringOf(townshipCode(2))
    if (!a || !b || !c || !d) throw new Error('no ring')
    const spike: Position = [c[0] - 0.001, c[1] + 0.001]
    const file = outlinesFile(
      '乡镇.json',
      geoJson({ name: '大新镇', rings: [[a, b, c, spike, [c[0], c[1] + 0.0005], d]] }),
    )
    const checked = await checkedFile(admin, file)
    expect(checked.faults.map(({ code, isWarning }) => [code, isWarning])).toEqual([
      ['outline.repaired', true],
    ])

    const done = await importedFile(admin, file)
    const { id, version } = done
    await admin.call(undoImport, { params: { id }, body: { version } })
    expect((await settled(admin, id)).state).toBe('undone')
    expect(await offDeg(townshipCode(2))).toBe(0)
  })

  it('say why they cannot be taken: elsewhere, unknown, without land', async () => {
    const far = ringOf(villageCode(1, 1)).map(([lon, lat]): Position => [lon + 1, lat])
    const [first] = far
    const { faults } = await checkedFile(
      admin,
      outlinesFile(
        '村.geojson',
        geoJson(
          { code: villageCode(1, 1), rings: [far] },
          { name: '没有的村', rings: [ringOf(villageCode(1, 2))] },
          { code: villageCode(1, 3), rings: [first ? [first, first, first] : []] },
        ),
      ),
    )
    expect(faults.map(({ row, code }) => [row, code])).toEqual([
      [2, 'outline.outside'],
      [3, 'outline.unnamed'],
      [4, 'outline.none'],
    ])
  })

  it('of half a million corners are simplified, and it is said', async () => {
    const [west, south] = ringOf(villageCode(2, 2))[0] ?? [0, 0]
    const round = Array.from({ length: 500_000 }, (_, i): Position => {
      const turn = (2 * Math.PI * i) / 500_000
      return [west + 0.02 + 0.015 * Math.cos(turn), south + 0.02 + 0.015 * Math.sin(turn)]
    })
    const checked = await checkedFile(
      admin,
      outlinesFile('村.geojson', geoJson({ code: villageCode(2, 2), rings: [round] })),
    )

    expect(checked.counts).toMatchObject({ changed: 1, wrong: 0, warned: 1 })
    expect(checked.faults[0]).toMatchObject({ code: 'outline.simplified', detail: { from: 500_000 } })
    expect(Number(checked.faults[0]?.detail['to'])).toBeLessThanOrEqual(2_000)
  })

  it('of KML are read as well; a document type is not', async () => {
    const ring = ringOf(villageCode(1, 4))
    const kml = `<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Placemark><name>x</name>
      <ExtendedData><Data name="code"><value>${villageCode(1, 4)}</value></Data></ExtendedData>
      <Polygon><outerBoundaryIs><LinearRing><coordinates>${ring.map(([x, y]) => `${x},${y},0`).join(' ')}
      </coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark></kml>`
    const checked = await checkedFile(admin, outlinesFile('村.kml', kml))
    const refused = await readFileOf(
      admin,
      outlinesFile('村.kml', kml.replace('<kml', '<!DOCTYPE x [<!ENTITY a "b">]><kml')),
    )

    expect(checked.counts).toMatchObject({ wrong: 0 })
    expect([refused.state, refused.failure]).toEqual(['failed', 'file.unknown'])
  })
})
