import { listDrafts } from '@shuniu/shared/drafts'
import { defineStore } from 'pinia'
import type { Static } from 'typebox'
import { shallowReactive } from 'vue'
import { call } from '../http/index.ts'
import { serverNow } from '../time/index.ts'
import { deviceShelf, onOtherPage, type DeviceShelf } from './device.ts'
import { formsHere } from './forms.ts'
import { areSame, type Kept } from './kept.ts'
import type { deviceSeal } from './seal.ts'
import { draftSending } from './sending.ts'
import { formShelf, type FormShelf } from './shelf.ts'

/** After how long the server is asked again for the key and the names of what it has. */
const retryMs = 15_000

/** What the server answers of an account's drafts, and what seals them. */
type OpenedDrafts = Static<(typeof listDrafts)['shape']['reply']> & { readonly deviceSeal: typeof deviceSeal }

/**
 * Ends when the key has come, however often it must be asked for: a form that opens before then would be taken for one of
 * which nothing was kept, and what is typed into it would be written over that. Undefined when nobody waits for it any more.
 */
async function openedDrafts(isWanted: () => boolean): Promise<OpenedDrafts | undefined> {
  while (isWanted()) {
    // A wall has nothing to keep: only who does loads what seals it.
    const [answer, sealing] = await Promise.all([
      call(listDrafts),
      import('./seal.ts').catch(() => undefined),
    ])
    if (answer.ok && sealing) return isWanted() ? { ...answer.value, ...sealing } : undefined
    if (isWanted()) await new Promise(again => setTimeout(again, retryMs))
  }
  return undefined
}

/** The account whose forms these are, its device and, once the server has given the key, what it left there. */
interface Owner {
  readonly accountId: string
  readonly device: DeviceShelf
  shelf?: FormShelf
  ready?: Promise<void>
}

type DraftNames = Pick<ReadonlyMap<string, unknown>, 'keys'>

const namesIn = (kept: DraftNames, heads: DraftNames) => ({
  /** Whether some form of this beginning is kept, here or on the server. */
  hasAny: (beginning: string): boolean =>
    [...kept.keys(), ...heads.keys()].some(name => name.startsWith(beginning)),
  /** The names of the forms of this beginning. */
  namesOf: (beginning: string): string[] =>
    [...new Set([...kept.keys(), ...heads.keys()])].filter(name => name.startsWith(beginning)),
})

/**
 * Every form that was typed and not sent, of the account that is signed in: in memory, on the device, and on the server
 * while there is one to be reached. Which words are newer is told by the server's versions, never by a clock.
 */
export const useDrafts = defineStore('drafts', () => {
  let owner: Owner | undefined
  const forms = formsHere(() => owner?.shelf)
  const { kept, others, hear, gather, shelve, unshelve } = forms
  /** Forms on the server, by name, with their versions. */
  const heads = shallowReactive(new Map<string, number>())
  const { pushSoon, ...sending } = draftSending({ forms, heads, owner: () => owner })
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
    const opened = await openedDrafts(() => owner === of)
    if (!opened) return
    of.shelf = formShelf(of.device, opened.deviceSeal(opened.deviceKey))
    for (const { name, version } of opened.items) heads.set(name, version)
    unpack(of.shelf)
  }
  const ready = (): Promise<void> => {
    if (!owner) return Promise.resolve()
    owner.ready ??= load(owner)
    return owner.ready
  }
  function forget(): void {
    sending.rest()
    for (const map of [kept, heads, others]) map.clear()
    owner = undefined
  }
  return {
    kept,
    others,
    ready,
    ...namesIn(kept, heads),
    /** Whose forms these are from now on; another account's leave the memory. */
    openFor(accountId: string): void {
      if (owner?.accountId === accountId) return
      forget()
      owner = { accountId, device: deviceShelf(accountId) }
    },
    /** What was kept of a form; with other words beside it where two pages wrote. */
    async restore(name: string): Promise<Kept | undefined> {
      await ready()
      hear(name)
      const own = kept.get(name)
      if ((heads.get(name) ?? 0) <= (own?.base ?? 0)) return own
      if (own?.isNew) await sending.meet(name)
      else {
        const met = await sending.see(name)
        if (met && kept.get(name) === own) sending.take(name, met)
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
      const seenVersion = kept.get(name)?.base ?? heads.get(name) ?? 0
      sending.takeOff(name, seenVersion, unshelve(name))
      heads.delete(name)
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
    /** Gives the server whatever it does not have yet, from whichever page of this browser; for whoever is about to leave. */
    async flush(): Promise<void> {
      gather()
      await Promise.all([...kept.keys()].map(sending.sendAll))
    },
    /**
     * Takes off this device what the server has: whoever signs out leaves nothing behind, but for words that it did not take.
     * They stay, sealed, until the account signs in here again.
     */
    clearDevice(): void {
      gather()
      const { device, shelf } = owner ?? {}
      for (const name of shelf?.names() ?? []) if (sending.isSafe(name)) device?.remove(name)
      forget()
    },
  }
})
