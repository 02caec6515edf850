import { toMs } from '@shuniu/shared/kernel'
import { uploadRefusals } from '@shuniu/shared/uploads'
import type { Platform, ServerFeature } from '../../platform/feature/index.ts'
import { jobOf } from '../../platform/jobs/index.ts'
import { decodersOf } from './decoding/index.ts'
import { tusLane } from './lane.ts'
import { settlingOf } from './settling.ts'
import { shelfIn } from './shelf.ts'
import { uploadCommands } from './uploads.commands.ts'
import { uploadKeepingOf } from './uploads.job.ts'
import { uploadQueries, type Readers } from './uploads.queries.ts'
import { mountUploads, type UploadRoutes } from './uploads.routes.ts'

export { shelfIn } from './shelf.ts'
export { mediaOf } from './uploads.queries.ts'
export { outcomeIn, uploadTotals } from './uploads.repo.ts'

/** What the files are asked about: who asks, and which cases hold them. */
interface UploadGround extends Pick<UploadRoutes, 'authenticate'>, Readers {
  readonly heldUploads: (uploadIds: readonly string[]) => Promise<readonly string[]>
  /** A file has been judged: cases that wait for it may be told. */
  readonly mediaSettled: () => void
}

const sweepEveryMs = 60_000
const settleEveryMs = 20_000

/** Files sent by phones and desks: resumable, judged by their content, shown to whoever may read their case. */
export function uploadsFeature(platform: Platform, asked: UploadGround): ServerFeature {
  const shelf = shelfIn(platform.settings.dataDir)
  const deps = { ...platform, shelf, heldOf: asked.heldUploads }
  const decoders = decodersOf(platform)
  const commands = uploadCommands(deps)
  const settling = settlingOf({ ...deps, decoders, onSettled: asked.mediaSettled })
  const keeping = uploadKeepingOf({ ...deps, ...settling })
  const atOnce = { log: platform.log, isAtOnce: true }
  const jobs = [
    jobOf(keeping.sweep, { name: 'uploads.forget', everyMs: sweepEveryMs, ...atOnce }),
    jobOf(keeping.settleLeft, { name: 'uploads.judge', everyMs: settleEveryMs, ...atOnce }),
  ]
  return {
    name: 'uploads',
    refusals: uploadRefusals,
    mount: async http => {
      await shelf.make()
      const queries = uploadQueries({ ...platform, ...asked })
      const isSoon: UploadRoutes['isSoon'] = (at, withinMs) =>
        toMs(at) - toMs(platform.clock.now()) < withinMs
      const lane = tusLane(shelf.arrivals)
      await mountUploads(http, { ...asked, ...settling, commands, queries, shelf, lane, isSoon })
    },
    start: async () => {
      for (const job of jobs) job.start()
    },
    stop: async () => {
      decoders.stop()
      for (const job of jobs) await job.stop()
    },
  }
}
