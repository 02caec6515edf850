import etag from '@fastify/etag'
import { identityRefusals, type Actor } from '@shuniu/shared/identity'
import fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cutCounty } from '../../../tools/county/cut.ts'
import { readCountySource, taiheFolder } from '../../../tools/county/read.ts'
import { ProblemBook } from '../../platform/problems/index.ts'
import { routesOf } from '../../platform/routes/index.ts'
import { bindGrids } from './grids.routes.ts'
import { mapsOf } from './maps.ts'
import { placesOf } from './places.ts'

const source = await readCountySource(taiheFolder)
const county = cutCounty(source.register, source.outline)
const places = placesOf([
  ...county.divisions.map(division => ({ ...division, initials: '' })),
  ...county.grids.map(grid => ({
    ...grid,
    level: 'grid' as const,
    parentCode: grid.villageCode,
    initials: '',
    synthetic: true,
  })),
])
const maps = mapsOf(places)
const wall: Actor = { accountId: '0', name: '大屏', role: 'wall', scope: '341222', unitId: undefined }

let http: FastifyInstance
let actor: Actor | undefined

beforeAll(async () => {
  http = fastify()
  await http.register(etag)
  const book = new ProblemBook([identityRefusals])
  bindGrids(routesOf({ http, book, authenticate: async () => actor }), { places, maps: () => maps })
  await http.ready()
})
afterAll(() => http.close())

const ask = (path: string, headers: Record<string, string> = {}) => {
  actor = wall
  return http.inject({ method: 'GET', url: `/api${path}`, headers })
}

describe('the routes of grids', () => {
  it('list the county, its townships and villages, or the children of a division', async () => {
    expect((await ask('/divisions')).json().items).toHaveLength(343)
    expect((await ask('/divisions?parent=341222')).json().items).toHaveLength(32)

    const [grid = {}]: object[] = (await ask('/divisions?parent=341222100001')).json().items

    expect(grid).toMatchObject({ code: '341222100001001', level: 'grid', parentCode: '341222100001' })
    expect(Object.keys(grid)).not.toContain('boundary')
  })

  it('send maps of the county, of a division’s children and of grids', async () => {
    expect((await ask('/map/county')).json().villages.features).toHaveLength(310)
    expect((await ask('/map/divisions/341222100')).json().features).toHaveLength(20)
    expect((await ask('/map/grids/341222')).json().features).toHaveLength(county.grids.length)
  })

  it('send a map once: whoever has it is told so', async () => {
    const first = await ask('/map/grids/341222100')
    expect(first.headers['content-type']).toContain('application/json')

    const again = await ask('/map/grids/341222100', { 'if-none-match': String(first.headers.etag) })

    expect(again.statusCode).toBe(304)
    expect(again.body).toBe('')
  })

  it.each(['/divisions?parent=999999', '/map/divisions/999999', '/map/grids/341222999'])(
    'refuse %s, which the register does not have',
    async path => {
      const refused = await ask(path)
      expect(refused.statusCode).toBe(404)
      expect(refused.json().code).toBe('area.notYours')
    },
  )

  it('refuse what is no area code, and whoever is not signed in', async () => {
    expect((await ask('/map/divisions/34122')).statusCode).toBe(400)
    actor = undefined
    expect((await http.inject({ method: 'GET', url: '/api/divisions' })).json().code).toBe('session.none')
  })
})
