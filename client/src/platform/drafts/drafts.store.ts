import { dropDraft, keepDraft, listDrafts, maxDraftLength, seeDraft } from '@shuniu/shared/drafts'
import { defineStore } from 'pinia'
import { shallowReactive } from 'vue'
import { call } from '../http/index.ts'
import { serverNow, serverNowMs } from '../time/index.ts'
import { deviceShelf, onOtherPage, type DeviceShelf } from './device.ts'
import { areSame, wordsIn, type Kept, type OtherWords } from './kept.ts'
import { deviceSeal } from './seal.ts'
import { formShelf, type FormShelf } from './shelf.ts'

/** How long somebody rests before the server is given what they typed, in milliseconds. */
const restMs = 1_500
/** After how long it is tried again when it was not taken. */
const retryMs = 15_000

/** The account whose forms these are, its device and, once the server has given the key, what it left there. */
interface Owner {
  readonly accountId: string
  readonly device: DeviceShelf
  shelf?: FormShelf
  ready?: Promise<void>
}

/** A clock that was set back makes no moment to come of one gone by. */
const goneBy = (savedAt: string): string => (Date.parse(savedAt) > serverNowMs() ? serverNow() : savedAt)

type Names = Pick<ReadonlyMap<string, unknown>, 'keys'>

const namesIn = (kept: Names, heads: Names) => ({
  /** Whether some form of this beginning is kept, here or on the server. */
  hasAny: (beginning: string): boolean =>
    [...kept.keys(), ...heads.keys()].some(name => name.startsWith(beginning)),
  /** The names of the forms of this beginning. */
  namesOf: (beginning: string): string[] =>
    [...new Set([...kept.keys(), ...heads.keys()])].filter(name => name.startsWith(beginning)),
})

/**
 * The forms of this page, each on the device too as far as there is a shelf, and beside them the other words that were kept
 * under the same name from another page or machine and wait for a choice.
 */
function formsHere(shelf: () => FormShelf | undefined) {
  const kept = shallowReactive(new Map<string, Kept>())
  const others = shallowReactive(new Map<string, OtherWords>())
  /** Takes in what another page left on the device; where this one has other words, both wait for a choice. */
  function hear(name: string): void {
    const met = shelf()?.unseen(name)
    if (!met) return
    const own = kept.get(name)
    const { beside, ...form } = met
    const { words, base: version } = form
    const savedAt = goneBy(form.savedAt)
    if (!own) {
      kept.set(name, { ...form, savedAt })
      if (beside) others.set(name, beside)
    } else if (!areSame(words, own.words)) others.set(name, { words, version, savedAt })
  }
  function shelve(name: string, form: Kept): void {
    kept.set(name, form)
    hear(name)
    const beside = others.get(name)
    shelf()?.lay(name, { ...form, ...(beside && { beside }) })
  }
  /** Lets go of the words of this page; those of another, where there are any, stay on the device. */
  function unshelve(name: string): void {
    if (!kept.has(name)) return
    hear(name)
    const beside = others.get(name)
    kept.delete(name)
    others.delete(name)
    if (beside) shelf()?.lay(name, { ...beside, base: beside.version, isNew: true })
    else shelf()?.remove(name)
  }
  return { kept, others, hear, shelve, unshelve }
}

/**
 * Every form that was typed and not sent, of the account that is signed in: in memory, on the device, and on the server
 * while there is one to be reached. Which words are newer is told by the server's versions, never by a clock.
 */
export const useDrafts = defineStore('drafts', () => {
  let owner: Owner | undefined
  const { kept, others, hear, shelve, unshelve } = formsHere(() => owner?.shelf)
  /** Forms on the server, by name, with their versions. */
  const heads = shallowReactive(new Map<string, number>())
  const timers = new Map<string, ReturnType<typeof setTimeout>>()
  const pushing = new Set<string>()
  /** Takes from the device what this account left on it, besides what was typed meanwhile. */
  function unpack(shelf: FormShelf): void {
    for (const name of shelf.names()) hear(name)
    for (const [name, form] of kept) {
      if (!form.isNew) continue
      shelve(name, form)
      pushSoon(name)
    }
  }
  onOtherPage(
    () => owner?.accountId,
    (name, isGone) => {
      const own = kept.get(name)
      if (own && !isGone) hear(name)
      // Sent there, or thrown away on purpose.
      if (own?.isNew === false && isGone) for (const map of [kept, heads, others]) map.delete(name)
    },
  )
  async function load(of: Owner): Promise<void> {
    const answer = await call(listDrafts)
    if (owner !== of) return
    if (!answer.ok) return void setTimeout(() => void (owner === of && load(of)), retryMs)
    of.shelf = formShelf(of.device, deviceSeal(answer.value.deviceKey))
    for (const { name, version } of answer.value.items) heads.set(name, version)
    unpack(of.shelf)
  }
  const pushSoon = (name: string, ms = restMs): void => {
    clearTimeout(timers.get(name))
    timers.set(
      name,
      setTimeout(() => void push(name), ms),
    )
  }
  async function seeOther(name: string): Promise<OtherWords | undefined> {
    const answer = await call(seeDraft, { params: { name } })
    if (!answer.ok) return undefined
    const { version, savedAt, words } = answer.value
    heads.set(name, version)
    return { words: wordsIn(words), version, savedAt: goneBy(savedAt) }
  }
  /** Somebody of this account wrote elsewhere: the same words are no matter, others wait for a choice. */
  async function meet(name: string): Promise<void> {
    const other = await seeOther(name)
    const own = kept.get(name)
    if (!other || !own) return
    if (areSame(other.words, own.words)) shelve(name, { ...own, base: other.version, isNew: false })
    else others.set(name, other)
  }
  async function push(name: string): Promise<void> {
    const form = kept.get(name)
    const of = owner
    if (!form?.isNew || others.has(name) || pushing.has(name)) return
    const words = JSON.stringify(form.words)
    if (words.length > maxDraftLength) return
    pushing.add(name)
    const answer = await call(keepDraft, { params: { name }, body: { seenVersion: form.base, words } })
    pushing.delete(name)
    if (owner !== of) return
    const now = kept.get(name)
    if (answer.ok) {
      // The desk's own clock may have been set while it was typed.
      const { version, savedAt } = answer.value
      heads.set(name, version)
      if (!now) return void call(dropDraft, { params: { name }, query: { seenVersion: version } })
      shelve(
        name,
        now === form ? { ...now, base: version, savedAt, isNew: false } : { ...now, base: version },
      )
      if (now !== form) pushSoon(name)
    } else if (answer.refusal.code === 'draft.stale') await meet(name)
    else if (now) pushSoon(name, retryMs)
  }
  const ready = (): Promise<void> => {
    if (!owner) return Promise.resolve()
    owner.ready ??= load(owner)
    return owner.ready
  }
  return {
    ...{ kept, others, ready },
    ...namesIn(kept, heads),
    /** Whose forms these are from now on; another account's leave the memory. */
    openFor(accountId: string): void {
      if (owner?.accountId === accountId) return
      for (const timer of timers.values()) clearTimeout(timer)
      for (const map of [kept, heads, others, timers]) map.clear()
      owner = { accountId, device: deviceShelf(accountId) }
    },
    /** What was kept of a form; with other words beside it where two pages wrote. */
    async restore(name: string): Promise<Kept | undefined> {
      await ready()
      hear(name)
      const own = kept.get(name)
      if ((heads.get(name) ?? 0) <= (own?.base ?? 0)) return own
      if (own?.isNew) await meet(name)
      else {
        const other = await seeOther(name)
        if (other && kept.get(name) === own)
          shelve(name, { words: other.words, base: other.version, savedAt: other.savedAt, isNew: false })
      }
      return kept.get(name)
    },
    /** Keeps what was typed: in memory and on the device at once, on the server after a rest. */
    keep(name: string, words: unknown): void {
      void ready()
      const own = kept.get(name)
      if (own && areSame(own.words, words)) return
      shelve(name, { words, base: own?.base ?? heads.get(name) ?? 0, savedAt: serverNow(), isNew: true })
      pushSoon(name)
    },
    /** Sent, or not wanted any more. Words that were kept elsewhere meanwhile stay there. */
    discard(name: string): void {
      const own = kept.get(name)
      const seenVersion = own?.base ?? heads.get(name) ?? 0
      clearTimeout(timers.get(name))
      unshelve(name)
      heads.delete(name)
      if (seenVersion > 0) void call(dropDraft, { params: { name }, query: { seenVersion } })
    },
    /** Of two, these words go on; what stands on the server is written over. */
    settle(name: string, words: unknown): void {
      const other = others.get(name)
      others.delete(name)
      if (!other) return
      const base = Math.max(other.version, kept.get(name)?.base ?? 0)
      shelve(name, { words, base, savedAt: serverNow(), isNew: true })
      pushSoon(name)
    },
    /** Gives the server whatever it does not have yet; for whoever is about to leave. */
    flush: async (): Promise<void> => void (await Promise.all([...kept.keys()].map(push))),
    /** Takes everything of the account from this device: whoever signs out leaves nothing behind. */
    clearDevice(): void {
      for (const name of owner?.device.names() ?? []) owner?.device.remove(name)
      kept.clear()
      owner = undefined
    },
  }
})
