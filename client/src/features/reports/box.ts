import type { Draft } from './draft.ts'
import type { Queued } from './queued.ts'

/** Where this phone keeps what is not yet receipted: survives a closed page, a dead battery and a week without network. */
export interface Box {
  reports(accountId: string): Promise<Queued[]>
  keepReport(queued: Queued): Promise<void>
  dropReport(id: string): Promise<void>
  draft(accountId: string): Promise<Draft | undefined>
  keepDraft(accountId: string, draft: Draft): Promise<void>
}

/** What a request gives. Rows are of the type asked for: nobody but this page writes them, in this version. */
const answerOf = <T>(
  request: Omit<IDBRequest<T>, 'onsuccess' | 'onerror'> & Pick<IDBRequest, 'onsuccess' | 'onerror'>,
): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('the phone’s store failed'))
  })

function openDatabase(): Promise<IDBDatabase> {
  const opening = indexedDB.open('shuniu.reports', 1)
  opening.onupgradeneeded = () => {
    opening.result.createObjectStore('reports', { keyPath: 'id' })
    opening.result.createObjectStore('drafts')
  }
  return answerOf(opening)
}

/** Opens the box; undefined where the browser keeps nothing (private windows of some phones), which is then said. */
export async function openBox(): Promise<Box | undefined> {
  let database: IDBDatabase
  try {
    database = await openDatabase()
  } catch {
    return undefined
  }
  const store = (name: 'reports' | 'drafts', mode: IDBTransactionMode) =>
    database.transaction(name, mode).objectStore(name)
  return {
    async reports(accountId) {
      const all = await answerOf<Queued[]>(store('reports', 'readonly').getAll())
      return all.filter(one => one.accountId === accountId)
    },
    keepReport: async queued => void (await answerOf(store('reports', 'readwrite').put(queued))),
    dropReport: async id => void (await answerOf(store('reports', 'readwrite').delete(id))),
    draft: accountId => answerOf<Draft | undefined>(store('drafts', 'readonly').get(accountId)),
    keepDraft: async (accountId, draft) =>
      void (await answerOf(store('drafts', 'readwrite').put(draft, accountId))),
  }
}
