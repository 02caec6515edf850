import type { Actor } from '@shuniu/shared/identity'
import type { Connections } from '../db/index.ts'
import { batched } from '../sql/index.ts'

/** How much of a case an actor may see: every field, the masked ones, or not even that there is one. */
export type Sight = 'full' | 'masked' | 'none'

/** A case as it stands now, and what of it anybody may see. */
export interface Standing {
  readonly version: number
  readonly sightFor: (actor: Actor) => Sight
}

export type Standings = ReadonlyMap<string, Standing>

/**
 * Reads cases as they stand, each once, on the connections it is given; one that is not there is left out. The one
 * question of the live side to the policy of cases: an answer judges any number of watchers without asking again.
 */
export type ReadStandings = (ids: readonly string[], on: Connections) => Promise<Standings>

const casesAtOnce = 2_000

async function readAll(read: ReadStandings, ids: ReadonlySet<string>, on: Connections): Promise<Standings> {
  const rest = [...ids]
  const standings = new Map<string, Standing>()
  while (rest.length > 0) {
    for (const [id, standing] of await read(rest.splice(0, casesAtOnce), on)) standings.set(id, standing)
  }
  return standings
}

/** What watchers who wait at the same time ask is read together; no answer is older than its question. */
const together = { concurrency: 2, maxBatch: 100 } as const

/** Questions about cases, on the connections of whoever asks. */
export function standingsOf(
  read: ReadStandings,
  on: { readonly hub: Connections; readonly replays: Connections },
) {
  const forWatchers = batched(async (asked: readonly ReadonlySet<string>[]) => {
    const standings = await readAll(read, new Set(asked.flatMap(ids => [...ids])), on.replays)
    return asked.map(() => standings)
  }, together)
  return {
    forHub: (ids: ReadonlySet<string>): Promise<Standings> => readAll(read, ids, on.hub),
    forWatcher: async (ids: ReadonlySet<string>): Promise<Standings> =>
      ids.size === 0 ? new Map<string, Standing>() : forWatchers(ids),
  }
}
