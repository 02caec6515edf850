import {
  enrolWall,
  enrolWallAgain,
  listWalls,
  renameWall,
  revokeWall,
  type WallView,
} from '@shuniu/shared/identity'
import type { Result } from '@shuniu/shared/kernel'
import { defineStore } from 'pinia'
import { call } from '../../../platform/http/index.ts'
import { createPagedReading } from '../../../platform/http/paged.ts'
import { createCommandIds } from '../../../platform/ids/index.ts'

/** What a wall is to be, as it is sent. */
export interface ReadWall {
  readonly code: string
  readonly name: string
  readonly scope: string
  readonly reason: string
}

/** The walls this administrator keeps, as far as they were read, and what is done with them. */
export const useWallScreens = defineStore('wallScreens', () => {
  const list = createPagedReading(cursor =>
    call(listWalls, { query: cursor === undefined ? {} : { cursor } }),
  )
  const ids = createCommandIds<unknown>(command => JSON.stringify(command))

  /** A command under its own id until it is answered; the list is read anew, since others may have changed it too. */
  async function done(
    command: readonly unknown[],
    send: (id: string) => Promise<Result<WallView>>,
  ): Promise<Result<WallView>> {
    const answer = await send(ids.of(command))
    if (answer.ok || answer.refusal.code !== 'link.down') ids.answered(command)
    await list.read()
    return answer
  }
  const aboutOf = ({ id: wallId, version }: WallView, reason: string) => ({
    params: { id: wallId },
    bodyOf: (id: string) => ({ id, version, reason }),
  })

  return {
    ...list,
    enrol: ({ reason, ...wall }: ReadWall) =>
      done(['enrol', wall, reason], id =>
        call(enrolWall, { body: { id, ...wall, ...(reason !== '' && { reason }) } }),
      ),
    enrolAgain(wall: WallView, { code, reason }: ReadWall) {
      const { params, bodyOf } = aboutOf(wall, reason)
      return done(['again', wall.id, wall.version, code, reason], id =>
        call(enrolWallAgain, { params, body: { ...bodyOf(id), code } }),
      )
    },
    rename(wall: WallView, { name, reason }: ReadWall) {
      const { params, bodyOf } = aboutOf(wall, reason)
      return done(['rename', wall.id, wall.version, name, reason], id =>
        call(renameWall, { params, body: { ...bodyOf(id), name } }),
      )
    },
    revoke(wall: WallView, { reason }: ReadWall) {
      const { params, bodyOf } = aboutOf(wall, reason)
      return done(['revoke', wall.id, wall.version, reason], id =>
        call(revokeWall, { params, body: bodyOf(id) }),
      )
    },
  }
})
