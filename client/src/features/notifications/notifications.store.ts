import {
  listNotifications,
  receiveNotifications,
  seeNotifications,
  type NotificationFact,
  type NotificationView,
} from '@shuniu/shared/notifications'
import type { ReplyOf } from '@shuniu/shared/kernel'
import { defineStore } from 'pinia'
import { computed, shallowReactive, shallowRef } from 'vue'
import { call } from '../../platform/http/index.ts'
import { createReading } from '../../platform/http/reading.ts'
import { serverNow } from '../../platform/time/index.ts'

type NotificationPage = ReplyOf<typeof listNotifications>

const pageSize = 50
/** So many may be marked as seen by one request. */
const mostAtOnce = 500

/** What the person who sits here is told of, the newest first; their number comes live. */
export const useNotifications = defineStore('notifications', () => {
  const byId = shallowReactive(new Map<string, NotificationView>())
  const unseen = shallowRef(0)
  const next = shallowRef<string>()
  /** Ids grow with time. */
  const items = computed(() => [...byId.values()].sort((a, b) => (a.id < b.id ? 1 : -1)))

  /** A notification that has just been made; heard twice it counts once. */
  function hear({ readerId: _, ...made }: NotificationFact): void {
    if (byId.has(made.id)) return
    byId.set(made.id, { ...made, seenAt: null })
    unseen.value += 1
    receive([made])
  }

  /** What was told the server to be here: of what somebody must do, it waits for that. */
  const received = new Set<string>()
  function receive(come: readonly Pick<NotificationView, 'id' | 'percent'>[]): void {
    const ids = come.filter(one => one.percent === 0 && !received.has(one.id)).map(({ id }) => id)
    if (ids.length === 0) return
    for (const id of ids) received.add(id)
    void call(receiveNotifications, { body: { ids } }).then(answer => {
      if (!answer.ok) for (const id of ids) received.delete(id)
    })
  }

  const ask = (cursor?: string) =>
    call(listNotifications, { query: { limit: pageSize, ...(cursor && { cursor }) } })
  const reading = createReading(async () => {
    const page = await ask()
    if (page.ok) {
      const newest = page.value.items[0]?.id ?? ''
      const heardSince = items.value.filter(one => one.id > newest && !one.seenAt).length
      put(page.value, heardSince)
    }
    return page
  })
  /** The pages after the first; a failure stands beside what is known, and the button is still there. */
  const older = createReading(async () => {
    const page = await ask(next.value)
    if (page.ok) put(page.value, 0)
    return page
  })
  function put(page: NotificationPage, heardSince: number): void {
    for (const one of page.items) byId.set(one.id, one)
    receive(page.items.filter(({ seenAt }) => seenAt === null))
    unseen.value = page.unseen + heardSince
    next.value = page.next ?? undefined
  }

  /** Marks notifications as seen, here at once; what the server did not take shows again with the next fetch. */
  async function see(ids: readonly string[]): Promise<void> {
    const fresh = ids.filter(id => byId.get(id)?.seenAt === null).slice(0, mostAtOnce)
    if (fresh.length === 0) return
    for (const id of fresh) {
      const known = byId.get(id)
      if (known) byId.set(id, { ...known, seenAt: serverNow() })
    }
    const told = await call(seeNotifications, { body: { ids: fresh } })
    if (told.ok) unseen.value = told.value.unseen
    else await reading.read()
  }

  return {
    byId,
    items,
    unseen,
    next,
    hear,
    see,
    state: reading.state,
    /** How the page after those shown stands. */
    olderState: older.state,
    fetch: () => reading.read(),
    more: () => void (next.value !== undefined && older.read()),
    seeAll: () => see(items.value.map(one => one.id)),
    /** Its case is open here: whoever was to be told of it has it before them. */
    seeOpened: (caseId: string) =>
      see(items.value.filter(one => one.caseId === caseId && one.percent === 0).map(({ id }) => id)),
    forget(): void {
      byId.clear()
      reading.forget()
      older.forget()
      unseen.value = 0
      next.value = undefined
      received.clear()
    },
  }
})
