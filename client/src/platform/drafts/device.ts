import { useEventListener } from '@vueuse/core'

const prefix = 'shuniu.draft'

/** What a device keeps under names, by account; closed or full storage keeps nothing, and nobody is disturbed by it. */
export interface DeviceShelf {
  names(): string[]
  read(name: string): string | undefined
  /** Whether it was written. */
  write(name: string, text: string): boolean
  remove(name: string): void
}

/** Storage that a browser may refuse to give at all. */
function storageHere(): Storage | undefined {
  try {
    return localStorage
  } catch {
    return undefined
  }
}

const keyOf = (accountId: string): string => `${prefix}.${accountId}.`

/** Tells the name of each form of the account that another page of this browser wrote, or took away. */
export function onOtherPage(
  accountId: () => string | undefined,
  changed: (name: string, isGone: boolean) => void,
): void {
  useEventListener(window, 'storage', ({ key, newValue }) => {
    const own = keyOf(accountId() ?? '')
    if (key?.startsWith(own) === true) changed(key.slice(own.length), newValue === null)
  })
}

/** The shelf of one account in the browser's own storage, which is written at once: a reload a moment later finds it. */
export function deviceShelf(accountId: string, storage = storageHere()): DeviceShelf {
  const own = keyOf(accountId)
  const quietly = <T>(work: (storage: Storage) => T, otherwise: T): T => {
    if (!storage) return otherwise
    try {
      return work(storage)
    } catch {
      // Closed or full: the words stay in memory and go to the server.
      return otherwise
    }
  }
  return {
    names: () =>
      quietly(
        held =>
          Array.from({ length: held.length }, (_, at) => held.key(at) ?? '')
            .filter(key => key.startsWith(own))
            .map(key => key.slice(own.length)),
        [],
      ),
    read: name => quietly(held => held.getItem(own + name) ?? undefined, undefined),
    write: (name, text) =>
      quietly(held => {
        held.setItem(own + name, text)
        return true
      }, false),
    remove: name => quietly(held => held.removeItem(own + name), undefined),
  }
}
