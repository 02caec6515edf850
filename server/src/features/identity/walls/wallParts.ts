import type { Platform } from '../../../platform/feature/index.ts'
import { jobOf, type Job } from '../../../platform/jobs/index.ts'
import type { AccountCommandDeps } from '../accounts/change.commands.ts'
import type { Remembered } from '../remembered.ts'
import { askingCommands } from './asking.commands.ts'
import { wallCommands } from './walls.commands.ts'
import { noteSeenEveryMs, wallQueries } from './walls.queries.ts'
import type { WallRouteDeps } from './walls.routes.ts'

const sweepEveryMs = 30_000

interface WallParts {
  readonly routes: WallRouteDeps
  readonly jobs: readonly Job[]
}

/** Walls: what is asked of them, and what is done by time. */
export function wallPartsOf(
  administering: Platform & Omit<AccountCommandDeps, 'actor'>,
  remembered: Remembered,
): WallParts {
  const { log } = administering
  const asking = askingCommands(administering, remembered)
  const queries = wallQueries(administering)
  return {
    routes: {
      asking,
      commandsOf: who => wallCommands({ ...administering, ...who, queries }),
      queries,
      remembered,
    },
    jobs: [
      jobOf(asking.sweep, { name: 'identity.sweepWalls', everyMs: sweepEveryMs, isAtOnce: true, log }),
      jobOf(asking.noteSeen, { name: 'identity.noteWalls', everyMs: noteSeenEveryMs, log }),
    ],
  }
}
