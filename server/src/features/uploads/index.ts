import { mkdir } from 'node:fs/promises'
import { arrivesWithinMs, uploadRefusals } from '@shuniu/shared/uploads'
import { Cron } from 'croner'
import type { Platform, ServerFeature } from '../../platform/feature/index.ts'
import { tusLane } from './lane.ts'
import { shelfIn } from './shelf.ts'
import { uploadCommands } from './uploads.commands.ts'
import { forgettingOf } from './uploads.reactions.ts'
import { uploadQueries, type Readers } from './uploads.queries.ts'
import { mountUploads, type UploadRoutes } from './uploads.routes.ts'

export { areOwn, listed } from './uploads.repo.ts'

/** What the files are asked about: who asks, and which cases hold them. */
interface Asked extends Pick<UploadRoutes, 'authenticate'>, Readers {
  readonly heldUploads: (uploadIds: readonly string[]) => Promise<readonly string[]>
}

/** Files sent by phones and desks: resumable, judged by their content, shown to whoever may read their case. */
export function uploadsFeature(platform: Platform, asked: Asked): ServerFeature {
  const shelf = shelfIn(platform.settings.dataDir)
  const commands = uploadCommands({ ...platform, shelf })
  const forgetting = forgettingOf({ ...platform, shelf, heldOf: asked.heldUploads })
  let sweeping: Cron | undefined
  return {
    name: 'uploads',
    refusals: uploadRefusals,
    mount: async http => {
      await mkdir(shelf.arrivals, { recursive: true })
      const lane = tusLane(shelf.arrivals, arrivesWithinMs)
      const queries = uploadQueries({ ...platform, ...asked })
      await mountUploads(http, { ...asked, commands, queries, shelf, lane })
    },
    start: async () => {
      await forgetting.sweep()
      sweeping = new Cron('*/10 * * * *', { catch: true }, () => forgetting.sweep())
    },
    stop: async () => sweeping?.stop(),
  }
}
