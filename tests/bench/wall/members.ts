import type { CountyMap } from '@shuniu/shared/grids'
import { mapCounty } from '@shuniu/shared/grids'
import { listPositions, type MemberFix } from '@shuniu/shared/patrol'
import { startProgram } from '../child.ts'
import type { BenchGround } from '../ground.ts'
import { get } from '../load/post.ts'
import { sendOut } from '../load/walking.ts'
import type { Walkers } from '../programs/walkers.ts'

/** Points as GeoJSON. */
export interface Points {
  readonly type: 'FeatureCollection'
  readonly features: readonly {
    readonly type: 'Feature'
    readonly properties: object
    readonly geometry: { readonly type: 'Point'; readonly coordinates: readonly [number, number] }
  }[]
}

/** Sends members on patrol and has each tell once where they are. */
export async function putMembers(ground: BenchGround, n: number): Promise<void> {
  const walkers = await sendOut(ground, n)
  const program = startProgram<Walkers>('walkers')
  await program.ask('walk', { port: ground.port, walkers, together: 1, seconds: 1, stretch: 5 })
  await program.stop()
}

async function read(ground: BenchGround, path: string): Promise<string> {
  const desk = ground.people.find(({ role }) => role === 'countyDuty')
  const { status, text } = await get({ port: ground.port, path: `/api${path}`, cookie: desk?.cookie ?? '' })
  if (status !== 200) throw new Error(`${path} was answered ${status}`)
  return text
}

/** The polygons that the wall draws. */
export async function areasOf(ground: BenchGround): Promise<CountyMap> {
  const areas: CountyMap = JSON.parse(await read(ground, mapCounty.path))
  return areas
}

/** The members that the wall draws, as points. */
export async function pointsOf(ground: BenchGround): Promise<Points> {
  const { items }: { items: MemberFix[] } = JSON.parse(await read(ground, listPositions.path))
  return {
    type: 'FeatureCollection',
    features: items.map(({ lon, lat }) => ({
      type: 'Feature',
      properties: {},
      geometry: { type: 'Point', coordinates: [lon, lat] },
    })),
  }
}
