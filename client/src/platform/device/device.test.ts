import * as device from 'fake-indexeddb'
import type { DBSchema } from 'idb'
import { afterEach, expect, it, vi } from 'vitest'
import { deviceStore } from './index.ts'

/** A browser's store as the standard has it, in memory. */
for (const [name, made] of Object.entries(device)) if (name.startsWith('IDB')) vi.stubGlobal(name, made)
vi.stubGlobal('indexedDB', device.indexedDB)

interface Words extends DBSchema {
  words: { key: string; value: string }
}
let made = 0
async function aStore() {
  const store = deviceStore<Words>({
    name: `words-${(made += 1)}`,
    version: 1,
    upgrade: database => void database.createObjectStore('words'),
  })
  await store.write(database => database.put('words', '零', 'a'))
  return store
}
const failing = (name: string, times: number) => {
  const transaction = IDBDatabase.prototype.transaction
  let left = times
  vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function (this: IDBDatabase, ...asked) {
    left -= 1
    if (left >= 0) throw new DOMException('the system took it away', name)
    return transaction.apply(this, asked)
  })
}

afterEach(() => void vi.restoreAllMocks())

it('opens itself again when the system has closed the connection in the background', async () => {
  const store = await aStore()
  failing('InvalidStateError', 1)

  const kept = await store.write(database => database.put('words', '二', 'a'))

  expect(kept).toBe('kept')
  expect(await store.read(database => database.get('words', 'a'))).toBe('二')
})

it('says that the device is full, and keeps again when it has room', async () => {
  const store = await aStore()
  failing('QuotaExceededError', 1)

  expect(await store.write(database => database.put('words', '一', 'a'))).toBe('full')
  expect(await store.write(database => database.put('words', '一', 'a'))).toBe('kept')
})

it('says that nothing is kept where the browser has no store, and reads nothing', async () => {
  const store = await aStore()
  vi.spyOn(indexedDB, 'open').mockImplementation(() => {
    throw new DOMException('a private window', 'SecurityError')
  })
  failing('InvalidStateError', 1)

  expect(await store.write(database => database.put('words', '一', 'a'))).toBe('closed')
  expect(await store.read(database => database.get('words', 'a'))).toBeUndefined()
})

it('takes a store that never answers for closed', async () => {
  const store = await aStore()
  failing('InvalidStateError', 1)
  vi.useFakeTimers()
  const silent = new IDBOpenDBRequest()
  silent.addEventListener = () => undefined
  vi.spyOn(indexedDB, 'open').mockReturnValue(silent)

  const kept = store.write(database => database.put('words', '一', 'a'))
  await vi.advanceTimersByTimeAsync(20_000)
  vi.useRealTimers()

  expect(await kept).toBe('closed')
})
