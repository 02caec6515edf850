import { dropDraft, keepDraft, maxDraftLength, seeDraft } from '@shuniu/shared/drafts'
import { call } from '../http/index.ts'
import { goneBy, type FormsHere } from './forms.ts'
import { areSame, wordsIn, type OtherWords } from './kept.ts'

/** How long somebody rests before the server is given what they typed, in milliseconds. */
const restMs = 1_500
/** After how long it is tried again when it was not taken. */
const retryMs = 15_000
/** So often it is tried at once for whoever is about to leave: others of the account may write meanwhile. */
const mostTries = 3

/** What stands on the server of a form; with other words beside it where two versions were left there. */
interface Met extends OtherWords {
  readonly beside?: OtherWords
}

interface DraftSending {
  readonly forms: FormsHere
  /** Forms on the server, by name, with their versions. */
  readonly heads: Map<string, number>
  /** Whose forms these are: what was answered to another is nothing to this one. */
  readonly owner: () => object | undefined
}

const textOf = (words: unknown): string | undefined => {
  const text = JSON.stringify(words)
  return text.length > maxDraftLength ? undefined : text
}

/** Brings forms to the server, and sees what others of the account wrote there: told by versions, never by a clock. */
export function draftSending({ forms: { kept, others, shelve }, heads, owner }: DraftSending) {
  const timers = new Map<string, ReturnType<typeof setTimeout>>()
  const pushing = new Map<string, Promise<void>>()
  /** Other words that the server has beside those of their form. */
  const hasBeside = new WeakSet<OtherWords>()

  const pushSoon = (name: string, ms = restMs): void => {
    clearTimeout(timers.get(name))
    timers.set(
      name,
      setTimeout(() => void push(name), ms),
    )
  }
  const rest = (): void => {
    for (const timer of timers.values()) clearTimeout(timer)
    timers.clear()
  }

  async function see(name: string): Promise<Met | undefined> {
    const answer = await call(seeDraft, { params: { name } })
    if (!answer.ok) {
      // Sent or thrown away elsewhere: it is not asked for again, nor told of.
      if (answer.refusal.code === 'draft.unknown') heads.delete(name)
      return undefined
    }
    const { version, savedAt, words, beside } = answer.value
    heads.set(name, version)
    const met = { words: wordsIn(words), version, savedAt: goneBy(savedAt) }
    if (!beside) return met
    const other = { words: wordsIn(beside.words), version, savedAt: goneBy(beside.savedAt) }
    hasBeside.add(other)
    return { ...met, beside: other }
  }
  /** Takes what the server has for the words of this page. */
  function take(name: string, { words, version, savedAt, beside }: Met): void {
    if (beside) others.set(name, beside)
    shelve(name, { words, base: version, savedAt, isNew: false })
  }
  /** Somebody of this account wrote elsewhere: the same words are no matter, others wait for a choice. */
  async function meet(name: string): Promise<void> {
    const met = await see(name)
    const own = kept.get(name)
    if (!met || !own) return
    const { words, version, savedAt } = met
    if (areSame(words, own.words)) take(name, { ...met, savedAt: own.savedAt })
    else others.set(name, { words, version, savedAt })
  }

  async function sendOwn(name: string): Promise<void> {
    const form = kept.get(name)
    if (!form?.isNew || others.has(name)) return
    const words = textOf(form.words)
    if (words === undefined) return
    const of = owner()
    const answer = await call(keepDraft, { params: { name }, body: { seenVersion: form.base, words } })
    if (owner() !== of) return
    const now = kept.get(name)
    if (answer.ok) {
      // The desk's own clock may have been set while it was typed.
      const { version, savedAt } = answer.value
      // Sent or thrown away while it was on its way.
      if (!now) return void call(dropDraft, { params: { name }, query: { seenVersion: version } })
      heads.set(name, version)
      shelve(
        name,
        now === form ? { ...now, base: version, savedAt, isNew: false } : { ...now, base: version },
      )
      if (now !== form) pushSoon(name)
    } else if (answer.refusal.code === 'draft.stale') await meet(name)
    else if (now) pushSoon(name, retryMs)
  }
  /** Once at a time: what is typed meanwhile goes after it. */
  function push(name: string): Promise<void> {
    const sent = pushing.get(name) ?? sendOwn(name).finally(() => pushing.delete(name))
    pushing.set(name, sent)
    return sent
  }

  /** Leaves the server both: the words of this page, and the others that wait beside them. */
  async function sendBoth(name: string, other: OtherWords): Promise<void> {
    const own = kept.get(name)
    if (!own) return
    const [words, otherWords] = [textOf(own.words), textOf(other.words)]
    if (words === undefined || otherWords === undefined) return
    const of = owner()
    const beside = { words: otherWords, savedAt: other.savedAt }
    const seenVersion = Math.max(own.base, other.version)
    const answer = await call(keepDraft, { params: { name }, body: { seenVersion, words, beside } })
    if (owner() !== of) return
    if (!answer.ok) return answer.refusal.code === 'draft.stale' ? meet(name) : undefined
    const { version } = answer.value
    heads.set(name, version)
    if (kept.get(name) !== own || others.get(name) !== other) return
    const left = { ...other, version }
    hasBeside.add(left)
    others.set(name, left)
    shelve(name, { ...own, base: version, isNew: false })
  }
  /** Whether the server has all that is known here of a form. */
  function isSafe(name: string): boolean {
    const other = others.get(name)
    return kept.get(name)?.isNew !== true && (!other || hasBeside.has(other))
  }
  /** Gives the server what it does not have of a form yet, and of what waits beside it. */
  async function sendAll(name: string): Promise<void> {
    for (let tries = 0; tries < mostTries && !isSafe(name); tries += 1) {
      await pushing.get(name)
      const other = others.get(name)
      await (other ? sendBoth(name, other) : push(name))
    }
  }

  return {
    pushSoon,
    rest,
    see,
    take,
    meet,
    isSafe,
    sendAll,
    /** Takes a form's words off the server; others that it has beside them take their place. */
    takeOff(name: string, seenVersion: number, beside: OtherWords | undefined): void {
      clearTimeout(timers.get(name))
      const words = beside && hasBeside.has(beside) ? textOf(beside.words) : undefined
      if (words !== undefined) void call(keepDraft, { params: { name }, body: { seenVersion, words } })
      else if (seenVersion > 0) void call(dropDraft, { params: { name }, query: { seenVersion } })
    },
  }
}
