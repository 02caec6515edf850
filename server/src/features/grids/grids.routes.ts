import { listDivisions, mapCounty, mapDivision, mapGrids, type DivisionView } from '@shuniu/shared/grids'
import { grant, refuse, type Result } from '@shuniu/shared/kernel'
import type { FastifyReply } from 'fastify'
import { sendAsWritten, type On } from '../../platform/routes/index.ts'
import type { Area } from './grids.repo.ts'
import type { mapsOf, ReadyMap } from './maps.ts'
import type { Places } from './places.ts'

const viewOf = ({ boundary: _, synthetic: __, ...view }: Area): DivisionView => view

/** Sends a map as it was written once; a client that has it already is answered 304. */
function send<M>(found: ReadyMap<M> | undefined, reply: FastifyReply, code: string): Result<M> {
  if (!found) return refuse('area.notYours', { area: code })
  sendAsWritten(reply.header('cache-control', 'private, no-cache'), found)
  return grant(found.map)
}

interface GridRouteDeps {
  readonly places: Places
  readonly maps: () => ReturnType<typeof mapsOf>
}

/** Where divisions lie is public; whoever may sign in may see the whole county's. */
export function bindGrids(on: On, { places, maps }: GridRouteDeps): void {
  on(listDivisions, async ({ query: { parent } }) => {
    if (parent !== undefined && !places.areaOf(parent)) return refuse('area.notYours', { area: parent })
    const listed =
      parent === undefined ? places.all().filter(area => area.level !== 'grid') : places.childrenOf(parent)
    return grant({
      items: listed.map(viewOf),
      former: places.former().filter(({ code }) => code.length < 15),
    })
  })
  on(mapCounty, async ({ reply }) => {
    const code = places.countyCode() ?? ''
    return send(maps().county(code), reply, code)
  })
  on(mapDivision, async ({ params: { code }, reply }) => send(maps().children(code), reply, code))
  on(mapGrids, async ({ params: { code }, reply }) => send(maps().grids(code), reply, code))
}
