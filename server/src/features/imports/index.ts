import { importRefusals } from '@shuniu/shared/imports'
import type { Platform, ServerFeature } from '../../platform/feature/index.ts'
import { jobOf } from '../../platform/jobs/index.ts'
import type { Authenticate } from '../../platform/routes/index.ts'
import { secretsOf } from '../../platform/secrets/index.ts'
import { importCommandsOf } from './imports.commands.ts'
import { importWorkOf } from './imports.job.ts'
import { importQueriesOf } from './imports.queries.ts'
import { bindImports, mountImports } from './imports.routes.ts'
import { arrivalsIn } from './intake.ts'
import { markedFile } from './marking.queries.ts'
import { readInto } from './reading.commands.ts'

export { importCommandsOf } from './imports.commands.ts'
export { importWorkOf } from './imports.job.ts'
export { importById, type ImportRow } from './imports.repo.ts'
export { markedFile } from './marking.queries.ts'
export { readInto } from './reading.commands.ts'
export type { Importer } from './sight.ts'
export type { ImportDeps } from './working.ts'
export { slipsFile } from './writing/slips.ts'

const workEveryMs = 2_000
const sweepEveryMs = 3_600_000

/** 导入: the county's registers from its files, tried first, run in slices, taken back whole. */
export function importsFeature(
  platform: Platform,
  { authenticate }: { authenticate: Authenticate },
): ServerFeature {
  const { settings, ids, log } = platform
  const deps = { ...platform, secrets: secretsOf(settings), worker: ids.next() }
  const { work, sweep } = importWorkOf(deps)
  const working = jobOf(() => work(), { name: 'imports.work', everyMs: workEveryMs, log })
  const sweeping = jobOf(sweep, { name: 'imports.forget', everyMs: sweepEveryMs, log })
  const routes = {
    commands: importCommandsOf(deps),
    queries: importQueriesOf(deps),
    wake: working.wake,
    marked: (row: Parameters<typeof markedFile>[1]) => markedFile(deps, row),
    // Whoever sent the file asks how far it is; a process that ends meanwhile leaves it to be given up.
    read: (row: Parameters<typeof readInto>[1], path: string) =>
      void readInto(deps, row, path).catch((cause: unknown) =>
        log.warn({ cause }, 'a file could not be read in'),
      ),
    authenticate,
    arrivals: arrivalsIn(settings.dataDir),
  }
  return {
    name: 'imports',
    refusals: importRefusals,
    bind: on => bindImports(on, routes),
    mount: http => mountImports(http, routes),
    start: async () => {
      working.start()
      sweeping.start()
    },
    stop: async () => {
      await working.stop()
      await sweeping.stop()
    },
  }
}
