import { v7 } from 'uuid'

/** A new command id (UUIDv7). Made from `getRandomValues`, so that plain http on a county's network will do. */
export const newId = (): string => v7()

/**
 * Ids by command. A command has one id from its first sending until it is answered, so that a second press of the
 * button or a retry after a lost reply is the same command to the server. `keyOf` tells one command from another.
 */
export function createCommandIds<Command>(keyOf: (command: Command) => string, make: () => string = newId) {
  const idByKey = new Map<string, string>()
  return {
    of(command: Command): string {
      const key = keyOf(command)
      const id = idByKey.get(key) ?? make()
      idByKey.set(key, id)
      return id
    },
    /** The server has said yes or no: the same command made again would be a new one. */
    answered: (command: Command): void => void idByKey.delete(keyOf(command)),
  }
}
