/* Shows what is pushed while no page is open, and says that it has come. Nothing is kept and no request of a page goes through it. */

const post = (path, body) =>
  fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    credentials: 'same-origin',
  }).catch(() => undefined)

self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', event => event.waitUntil(self.clients.claim()))

self.addEventListener('push', event => {
  const { id, caseId, text, proof } = event.data.json()
  const shown = self.registration.showNotification('综治枢纽', {
    body: text,
    tag: id,
    data: { id, caseId },
    lang: 'zh-CN',
    requireInteraction: true,
  })
  event.waitUntil(Promise.all([shown, post('/api/push/received', { id, proof })]))
})

self.addEventListener('notificationclick', event => {
  event.notification.close()
  const { id, caseId } = event.notification.data
  const open = async () => {
    await post('/api/notifications/seen', { ids: [id] })
    const [page] = await self.clients.matchAll({ type: 'window' })
    const path = page && new URL(page.url).pathname.startsWith('/desk') ? '/desk/cases/' : '/m/case/'
    if (!page) return self.clients.openWindow(path + caseId)
    await page.focus()
    return page.navigate(path + caseId)
  }
  event.waitUntil(open())
})
