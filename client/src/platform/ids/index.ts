import { v7 } from 'uuid'

/** A new command id (UUIDv7). Made from `getRandomValues`, so that plain http on a county's network will do. */
export const newId = (): string => v7()

/**
 * Command ids by wish. A wish has one id from its first sending until it is answered, so that a second press of the
 * button or a retry after a lost reply is the same command to the server. `keyOf` tells one wish from another.
 */
export function createCommandIds<W>(keyOf: (wish: W) => string, make: () => string = newId) {
  const idByWish = new Map<string, string>()
  return {
    of(wish: W): string {
      const key = keyOf(wish)
      const id = idByWish.get(key) ?? make()
      idByWish.set(key, id)
      return id
    },
    /** The server has said yes or no: the same wish made again would be a new one. */
    answered: (wish: W): void => void idByWish.delete(keyOf(wish)),
  }
}
