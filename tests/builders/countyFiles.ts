import { readFile } from 'node:fs/promises'
import { cutCounty } from '@shuniu/server/tools/county/cut.ts'
import { readCountySource, taiheFolder } from '@shuniu/server/tools/county/read.ts'
import type { Position } from '@shuniu/shared/kernel'
import gcoord from 'gcoord'
import proj4 from 'proj4'
import { anXlsx, type ImportFile } from './imports.ts'
import { aShapefile, cgcs2000Around117 } from './shapefile.ts'

const inMetres = (ring: readonly Position[]) => {
  const { forward } = proj4('+proj=tmerc +lat_0=0 +lon_0=117 +k=1 +x_0=500000 +ellps=GRS80 +units=m')
  return ring.map(([lon, lat]): [number, number] => {
    const [x = 0, y = 0] = forward([lon, lat])
    return [x, y]
  })
}
const shifted = (ring: readonly Position[]) =>
  ring.map(([lon, lat]) => gcoord.transform<[number, number]>([lon, lat], gcoord.WGS84, gcoord.GCJ02))

interface NamedPlace {
  readonly code: string
  readonly name: string
}

/** A mobile number of the nth person; nobody's. */
const mobileOf = (nth: number): string => `199${String(nth).padStart(8, '0')}`

/** Those who hold posts: two or more of each centre until they are so many, each with a number of their own. */
function staffOf(centres: readonly NamedPlace[], count: number) {
  const posts = (code: string) =>
    code.length === 6
      ? ['综治中心副主任']
      : code.length === 9
        ? ['综治专职人员', '牵头协调人']
        : ['驻村民警', '村综治专职人员']
  // Villages of several townships are called alike: their centres are named by code.
  const seats = centres.flatMap(({ code, name }) =>
    posts(code).map(post => ({ code, unit: code.length === 12 ? code : `${name}综治中心`, post })),
  )
  return Array.from({ length: count }, (_, nth) => {
    const { code, unit, post } = seats[nth % seats.length] ?? { code: '', unit: '', post: '' }
    // One after the other in the same seat, a year each; the last is there still.
    const turn = Math.floor(nth / seats.length)
    const isLast = nth + seats.length >= count
    const year = 2000 + turn
    const term = [`${year}-01-01`, isLast ? '至今' : `${year}-12-31`]
    return {
      person: [`专干${nth}`, mobileOf(nth), code],
      seat: [`专干${nth}`, mobileOf(nth), unit, post, '专职', ...term],
    }
  })
}

/**
 * The files that a county has, in the order of their import: the real register, its grids, both outlines (GCJ-02 as GeoJSON,
 * CGCS2000 in metres as a Shapefile), its centres, so many persons with an appointment each, and as many accounts.
 */
export async function filesOfCounty(people: number): Promise<ImportFile[]> {
  const { register, outline } = await readCountySource(taiheFolder)
  const { divisions, grids } = cutCounty(register, outline)
  const features = divisions.map(({ code, name, boundary }) => ({
    type: 'Feature',
    properties: { XZQDM: code, XZQMC: name },
    geometry: { type: 'Polygon', coordinates: [shifted(boundary)] },
  }))
  const drawn = grids.map(({ code, name, boundary }) => ({ code, name, ring: inMetres(boundary) }))
  const gridRows = grids.map(({ code, name, households, population }) => [code, name, households, population])
  const centres = divisions.map(({ code, name }) => [`${name}综治中心`, '综治中心', code, '0558-8600000'])
  const staff = staffOf(divisions, people)
  const members = Array.from({ length: people }, (_, n) => {
    const { code = '' } = grids[n % grids.length] ?? {}
    return [`${n < grids.length ? 'g' : 'h'}${code}`, `网格员${n}`, '网格员', code]
  })
  const sheet = async (
    kind: ImportFile['kind'],
    name: string,
    rows: readonly (readonly (string | number)[])[],
  ) => ({
    kind,
    name,
    bytes: await anXlsx(rows),
  })
  return [
    { kind: 'divisions', name: '区划.csv', bytes: await readFile(new URL('divisions.csv', taiheFolder)) },
    await sheet('grids', '网格.xlsx', [['网格编码', '网格名称', '户数', '人口'], ...gridRows]),
    {
      kind: 'outlines',
      name: '区划.geojson',
      bytes: JSON.stringify({ type: 'FeatureCollection', features }),
    },
    { kind: 'outlines', name: '网格.zip', bytes: aShapefile(drawn, cgcs2000Around117) },
    await sheet('units', '单位.xlsx', [['单位名称', '单位类型', '所属区划', '电话'], ...centres]),
    await sheet('persons', '人员.xlsx', [['姓名', '手机', '区划代码'], ...staff.map(({ person }) => person)]),
    await sheet('appointments', '任职.xlsx', [
      ['姓名', '手机号码', '单位', '岗位', '专兼职', '任职日期', '离任日期'],
      ...staff.map(({ seat }) => seat),
    ]),
    await sheet('accounts', '账号.xlsx', [['账号', '姓名', '岗位', '网格编码'], ...members]),
  ]
}
