import type { Actor } from '@shuniu/shared/identity'
import { instant, toMs } from '@shuniu/shared/kernel'
import { waitsForCaseMs } from '@shuniu/shared/uploads'
import type { Connections } from '../../platform/db/index.ts'
import type { Platform } from '../../platform/feature/index.ts'
import { claimUploads, listed, uploadOf, type UploadRow } from './uploads.repo.ts'

export type Upload = UploadRow

export interface Readers {
  /** Whether the actor sees in full some case that the upload belongs to; undefined for one that belongs to none. */
  readonly mayReadMedia: (actor: Actor, uploadId: string) => Promise<boolean | undefined>
}

const idShape = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Uploads as far as the actor may know of them. */
export function uploadQueries({ database, mayReadMedia }: Pick<Platform, 'database'> & Readers) {
  const known = async (id: string) => (idShape.test(id) ? uploadOf(database.orm, id) : undefined)
  return {
    /** The actor's own upload. */
    async own(id: string, actor: Actor): Promise<Upload | undefined> {
      const row = await known(id)
      return row?.accountId === actor.accountId ? row : undefined
    },
    /** An upload of a case that the actor sees in full; one that is of no case yet is its sender's. */
    async readable(id: string, actor: Actor): Promise<Upload | undefined> {
      const row = await known(id)
      const mayRead = row && ((await mayReadMedia(actor, id)) ?? row.accountId === actor.accountId)
      return mayRead === true ? row : undefined
    },
  }
}

export type UploadQueries = ReturnType<typeof uploadQueries>

/** What cases ask of files. */
export function mediaOf({ clock }: Pick<Platform, 'clock'>) {
  return {
    listed,
    /** Makes files that are named the account's own. Undefined when one is somebody else's. */
    async claim(connections: Pick<Connections, 'pool'>, ids: readonly string[], accountId: string) {
      const at = clock.now()
      const forgetAt = instant(toMs(at) + waitsForCaseMs)
      const here = await claimUploads(connections, { ids, accountId, at, forgetAt })
      return here && [...new Set(ids)].map(uploadId => ({ uploadId, isHere: here.has(uploadId) }))
    },
  }
}
