import type { Page } from 'playwright-core'

/** The files that the product keeps on this phone, as they lie in its store, in the order of their picking. */
export async function filesOnPhone(page: Page): Promise<Buffer[]> {
  const found = await page.evaluate(async () => {
    const answered = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(new Error(request.error?.name))
      })
    const database = await answered(indexedDB.open('shuniu.files'))
    const bodies: Blob[] = await answered(database.transaction('bodies').objectStore('bodies').getAll())
    database.close()
    return Promise.all(bodies.map(async body => [...new Uint8Array(await body.arrayBuffer())]))
  })
  return found.map(bytes => Buffer.from(bytes))
}
