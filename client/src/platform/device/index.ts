import { openDB, type DBSchema, type IDBPDatabase } from 'idb'

/**
 * What becomes of something this device is given to keep: `kept`, or held by the open page alone, because the store is
 * `full` or because the browser has `closed` it (a private window, a page in the background, a disk that is gone).
 */
export type DeviceKeeping = 'kept' | 'full' | 'closed'

interface StoreOptions<S extends DBSchema> {
  readonly name: string
  readonly version: number
  readonly upgrade: (database: IDBPDatabase<S>, from: number) => void
}

/** A store that answers nothing for so long is taken for closed: some phones never answer at all. */
const patienceMs = 8_000

const isFull = (cause: unknown): boolean => cause instanceof Error && cause.name === 'QuotaExceededError'

function within<T>(work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('the device’s store does not answer')), patienceMs)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}

/**
 * A store of this device that opens itself again when the system has closed it. Nothing here throws: what cannot be
 * kept is said by the answer, and whoever gave it holds it in memory meanwhile.
 */
export function deviceStore<S extends DBSchema>({ name, version, upgrade }: StoreOptions<S>) {
  let opening: Promise<IDBPDatabase<S>> | undefined

  function connect(): Promise<IDBPDatabase<S>> {
    opening ??= openDB<S>(name, version, {
      upgrade: (database, from) => upgrade(database, from),
      terminated: () => (opening = undefined),
      blocking: () => void forget(),
    })
    return opening
  }
  /** Lets go of a connection that is of no use, so that the next work opens a new one. */
  async function forget(): Promise<void> {
    const old = opening
    opening = undefined
    await old?.then(
      database => database.close(),
      () => undefined,
    )
  }
  async function once<T>(work: (database: IDBPDatabase<S>) => Promise<T>): Promise<T> {
    return within(connect().then(work))
  }
  async function attempt<T>(work: (database: IDBPDatabase<S>) => Promise<T>): Promise<T> {
    try {
      return await once(work)
    } catch (cause) {
      if (isFull(cause)) throw cause
      void forget()
      return once(work)
    }
  }

  return {
    /** What the work finds; undefined where nothing can be read. */
    async read<T>(work: (database: IDBPDatabase<S>) => Promise<T>): Promise<T | undefined> {
      try {
        return await attempt(work)
      } catch {
        return undefined // The page goes on with what it holds; the next writing says how the store stands.
      }
    },
    async write(work: (database: IDBPDatabase<S>) => Promise<unknown>): Promise<DeviceKeeping> {
      try {
        await attempt(work)
        return 'kept'
      } catch (cause) {
        return isFull(cause) ? 'full' : 'closed'
      }
    },
  }
}
