import { shallowReactive, shallowRef } from 'vue'
import type { DeviceKeeping } from '../../platform/device/index.ts'
import type { PickedFile } from './picked.ts'
import { shelf, type KeptFile } from './shelf.ts'

/** A file of this phone with its content. */
export interface FileOnWay extends KeptFile {
  readonly body: Blob
  /** Attempts that the network or the server did not let through, and when to try again, in epoch milliseconds. */
  readonly tries: number
  readonly notBeforeMs: number
  /** Bytes that the server had when it was last asked. */
  readonly cameB?: number
}

const untried = <F extends object>(file: F) => ({ ...file, tries: 0, notBeforeMs: 0 })

/** The files that an account has here, in memory and on the phone's shelf. */
export function heldFiles() {
  const byId = shallowReactive(new Map<string, FileOnWay>())
  const keeping = shallowRef<DeviceKeeping>('kept')
  let accountId = ''

  async function put(file: FileOnWay, isNew = false): Promise<void> {
    byId.set(file.id, file)
    const { body, tries: _tries, notBeforeMs: _notBefore, cameB: _came, ...kept } = file
    keeping.value = isNew ? await shelf.keep(kept, body) : await shelf.note(kept)
  }
  async function remove(id: string): Promise<void> {
    byId.delete(id)
    await shelf.drop(id)
  }

  /** Reads what an account left here; false when another was opened meanwhile. */
  async function reopen(account: string): Promise<boolean> {
    accountId = account
    byId.clear()
    const kept = await shelf.all(account)
    if (accountId !== account) return false
    for (const file of kept) if (!byId.has(file.id)) byId.set(file.id, untried(file))
    return true
  }

  const fresh = (of: string, { id, file }: PickedFile): FileOnWay =>
    untried({ id, accountId, of, since: Date.now(), body: file })

  /** Keeps a file of something still being written; written to the phone once, whatever is typed beside it. */
  const hold = (of: string, picked: PickedFile): Promise<void> => put(fresh(of, picked), true)

  /** Holds the files that another tab keeps for what is being written, and no others; nothing is written. */
  async function holdOnly(ids: readonly string[]): Promise<void> {
    for (const { id, urgency } of byId.values())
      if (urgency === undefined && !ids.includes(id)) byId.delete(id)
    for (const id of ids) {
      const kept = byId.has(id) ? undefined : await shelf.one(id)
      if (kept && kept.urgency === undefined) byId.set(id, untried(kept))
    }
  }

  return { byId, keeping, accountId: () => accountId, put, remove, reopen, fresh, hold, holdOnly }
}
