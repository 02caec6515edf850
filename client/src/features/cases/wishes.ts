import type { MoveWish } from '@shuniu/shared/cases'
import { newId } from '../../platform/ids/index.ts'

/** A move somebody wants to make, from the version they looked at. */
export interface CaseWish {
  readonly caseId: string
  readonly seenVersion: number
  readonly wish: MoveWish
}

/**
 * Command ids by wish. A wish has one id from its first sending until it is answered, so that a second press of the
 * button or a retry after a lost reply is the same command to the server.
 */
export function createWishIds(make: () => string = newId) {
  const idByWish = new Map<string, string>()
  const keyOf = ({ caseId, seenVersion, wish }: CaseWish): string =>
    JSON.stringify([caseId, seenVersion, Object.entries(wish).sort(([a], [b]) => (a < b ? -1 : 1))])
  return {
    of(wished: CaseWish): string {
      const key = keyOf(wished)
      const id = idByWish.get(key) ?? make()
      idByWish.set(key, id)
      return id
    },
    /** The server has said yes or no: the same wish made again would be a new one. */
    answered: (wished: CaseWish): void => void idByWish.delete(keyOf(wished)),
  }
}
