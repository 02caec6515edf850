import {
  alarmOf,
  answerAlarm,
  caseLevels,
  isAnswered,
  isCalling,
  listAlarms,
  type AlarmView,
  type CaseFact,
} from '@shuniu/shared/cases'
import type { Refusal } from '@shuniu/shared/kernel'
import { defineStore } from 'pinia'
import { computed, shallowReactive, shallowRef } from 'vue'
import { call } from '../../platform/http/index.ts'
import { createReading } from '../../platform/http/reading.ts'

/** Between two questions to the server, however many cases come meanwhile, in milliseconds. */
const restMs = 1_000
/** So many cases are remembered by the version last heard of: an answer that was on its way then is older. */
const mostHeard = 1_000

const gravestFirst = (a: AlarmView, b: AlarmView): number =>
  caseLevels.indexOf(a.level) - caseLevels.indexOf(b.level) ||
  a.alarm.since.localeCompare(b.alarm.since) ||
  a.id.localeCompare(b.id)

/** One question at a time, the next no sooner than a second after the one before: the first of a storm is asked at once. */
function createAsking(ask: () => Promise<unknown>) {
  let resting: Promise<void> | undefined
  let isWanted = false
  async function goOn(): Promise<void> {
    while (isWanted) {
      isWanted = false
      await Promise.all([ask(), new Promise(wake => setTimeout(wake, restMs))])
    }
    resting = undefined
  }
  return (): void => {
    isWanted = true
    resting ??= goOn()
  }
}

/** The versions at which cases were heard of, the latest of them. */
function createHeard() {
  const versions = new Map<string, number>()
  return {
    of: (id: string): number => versions.get(id) ?? 0,
    note(id: string, version: number): void {
      versions.delete(id)
      versions.set(id, version)
      const [oldest] = versions.keys()
      if (versions.size > mostHeard && oldest !== undefined) versions.delete(oldest)
    },
    forget: () => versions.clear(),
  }
}

/** The cases that call whoever sits here, as the server keeps them. Asked for by the watch of a page, then fed by its ear. */
export const useAlarms = defineStore('alarms', () => {
  const byId = shallowReactive(new Map<string, AlarmView>())
  const total = shallowRef(0)
  const isWatched = shallowRef(false)
  const heard = createHeard()

  const reading = createReading(async () => {
    const told = await call(listAlarms)
    if (told.ok) take(told.value.items, told.value.total)
    return told
  })
  const refresh = createAsking(() => reading.read())

  function take(items: readonly AlarmView[], n: number): void {
    const fresh = items.filter(one => one.version >= heard.of(one.id))
    const kept = new Set(fresh.map(({ id }) => id))
    // What was heard of while the answer was on its way is told by the next.
    const newer = [...byId.values()].filter(one => !kept.has(one.id) && one.version <= heard.of(one.id))
    for (const id of byId.keys()) if (!kept.has(id) && !newer.some(one => one.id === id)) byId.delete(id)
    for (const one of fresh) byId.set(one.id, one)
    total.value = Math.max(n, byId.size)
  }

  function end(id: string): void {
    if (byId.delete(id)) total.value -= 1
    if (total.value > byId.size) refresh()
  }

  /** A fact of any case. One that calls no more is silent at once; of one that calls anew the server tells the words. */
  function hear(told: CaseFact): void {
    const known = byId.get(told.id)
    if (!isWatched.value || told.version <= Math.max(heard.of(told.id), (known?.version ?? 1) - 1)) return
    const alarm = alarmOf(told)
    heard.note(told.id, told.version)
    if (!alarm) return end(told.id)
    if (known) {
      const { version, level, status, dueAt } = told
      byId.set(told.id, { ...known, version, level, status, dueAt, alarm })
    }
    if (!known || alarm.answeredAt !== known.alarm.answeredAt) refresh()
  }

  /** 我来办. Undefined when it is so now; else why not. */
  async function answer(id: string): Promise<Refusal | undefined> {
    const told = await call(answerAlarm, { params: { id } })
    if (!told.ok) {
      refresh()
      return told.refusal
    }
    const known = byId.get(id)
    const { version, alarm, answeredByName } = told.value
    if (known && known.version <= version) byId.set(id, { ...known, version, alarm, answeredByName })
    return undefined
  }

  return {
    /** The gravest first, of these the oldest; those that somebody sees to are among them. */
    calling: computed(() => [...byId.values()].filter(isCalling).sort(gravestFirst)),
    /** Those that nobody sees to now. */
    unanswered: (nowMs: number): AlarmView[] =>
      [...byId.values()].filter(one => isCalling(one) && !isAnswered(one, nowMs)).sort(gravestFirst),
    /** How many call in all, with those that are not told one by one. */
    total,
    state: reading.state,
    hear,
    /** The case is ours to see no more. */
    drop({ id, version }: { readonly id: string; readonly version: number }): void {
      heard.note(id, version)
      end(id)
    },
    refresh,
    /** What was heard is no measure any more: the line was joined anew, or has a gap. */
    resync(): void {
      heard.forget()
      refresh()
    },
    answer,
    /** Hears from now on; what another account was told is forgotten. */
    watch(): void {
      byId.clear()
      heard.forget()
      total.value = 0
      reading.forget()
      isWatched.value = true
    },
    unwatch: (): void => void (isWatched.value = false),
  }
})
