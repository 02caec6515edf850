import { grant, type Result } from '@shuniu/shared/kernel'
import { newId } from '../../platform/ids/index.ts'
import { useFileLane } from './lane.store.ts'
import type { PickedFile } from './picked.ts'

/** What a move of a case brings is sent between the reports of grave and of ordinary cases. */
const movesUrgency = 1

/**
 * Takes the files of a move into the lane and gives their ids: the move names them and goes at once, they follow.
 */
export async function sendPicked(
  picked: readonly PickedFile[],
  of: string = newId(),
): Promise<Result<string[]>> {
  await useFileLane().send(picked, { of, urgency: movesUrgency })
  return grant(picked.map(({ id }) => id))
}

export type SendPicked = typeof sendPicked
