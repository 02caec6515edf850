import type { DBSchema } from 'idb'
import { deviceStore, type DeviceKeeping } from '../../platform/device/index.ts'
import type { ReportDraft } from './reportForm.ts'
import type { Queued } from './queued.ts'

/** A photo as a report on this phone remembers it: its content lies with the files. */
interface PhotoRef {
  readonly id: string
  /** Of versions before: the content lay with the report. */
  readonly file?: Blob
}
export type KeptDraft = Omit<ReportDraft, 'photos'> & { readonly photos: readonly PhotoRef[] }
export type KeptReport = Omit<Queued, 'photos'> & { readonly photos: readonly PhotoRef[] }

interface ReportsSchema extends DBSchema {
  reports: { key: string; value: KeptReport }
  drafts: { key: string; value: KeptDraft }
}

const store = deviceStore<ReportsSchema>({
  name: 'shuniu.reports',
  version: 1,
  upgrade(database) {
    database.createObjectStore('reports', { keyPath: 'id' })
    database.createObjectStore('drafts')
  },
})

const refs = (photos: readonly PhotoRef[]): PhotoRef[] => photos.map(({ id }) => ({ id }))

/** Between the tabs of this browser, which share one box; absent in browsers that tell their tabs nothing. */
const tabs = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('shuniu.reports')

async function written(work: Promise<DeviceKeeping>): Promise<DeviceKeeping> {
  const keeping = await work
  if (keeping === 'kept') tabs?.postMessage(null)
  return keeping
}

/**
 * Where this phone keeps what is not yet receipted: survives a closed page, a dead battery and a week without network.
 * Words alone: a letter typed writes no photo again.
 */
export const box = {
  async reports(accountId: string): Promise<KeptReport[]> {
    const all = (await store.read(database => database.getAll('reports'))) ?? []
    return all.filter(one => one.accountId === accountId)
  },
  keepReport: (queued: Queued): Promise<DeviceKeeping> =>
    written(store.write(database => database.put('reports', { ...queued, photos: refs(queued.photos) }))),
  dropReport: (id: string): Promise<DeviceKeeping> => store.write(database => database.delete('reports', id)),
  draft: (accountId: string): Promise<KeptDraft | undefined> =>
    store.read(database => database.get('drafts', accountId)),
  keepDraft: (accountId: string, draft: ReportDraft): Promise<DeviceKeeping> =>
    written(
      store.write(database => database.put('drafts', { ...draft, photos: refs(draft.photos) }, accountId)),
    ),
  /** Calls when another tab has written something. */
  onWrittenElsewhere: (changed: () => void): void => tabs?.addEventListener('message', changed),
}
