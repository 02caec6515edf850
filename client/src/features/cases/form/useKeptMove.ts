import type { CaseMove } from '@shuniu/shared/cases'
import { computed, shallowRef } from 'vue'
import { areSame, useDrafts, type KeptNews } from '../../../platform/drafts/index.ts'
import type { PickedFile } from '../../uploads/index.ts'
import type { FilledFields } from '../command.ts'
import { keptFormIn, keptName, type KeptMove, type PendingMove } from './keptMove.ts'

/** Photos chosen for forms that are not open just now: files cannot be kept over a reload. */
const photosByName = new Map<string, readonly PickedFile[]>()
const mostForms = 20

interface OpenForm {
  readonly name: string
  /** What stood in the form before anybody typed. */
  readonly opening: FilledFields
}

/** What is kept of the one move's form that is open: brought back when it opens, thrown away when the move is made. */
export function useKeptMove(form: {
  readonly filled: () => FilledFields
  readonly photos: () => readonly PickedFile[]
  readonly fill: (filled: FilledFields, photos: readonly PickedFile[]) => void
}) {
  const drafts = useDrafts()
  const open = shallowRef<OpenForm>()
  const restoredAt = shallowRef<string>()
  const lostPhotos = shallowRef(0)
  const keptOf = (name: string): KeptMove | undefined => keptFormIn(drafts.kept.get(name)?.words)
  const other = computed(() => open.value && drafts.others.get(open.value.name))

  function bringBack(name: string, opening: FilledFields): void {
    const kept = drafts.kept.get(name)
    const words = keptOf(name)
    if (!kept || !words || open.value?.name !== name || !areSame(form.filled(), opening)) return
    const photos = photosByName.get(name) ?? []
    if (areSame(words.filled, opening) && photos.length === 0) return
    form.fill(words.filled, photos)
    restoredAt.value = kept.savedAt
    lostPhotos.value = Math.max(0, words.photos - photos.length)
  }
  function forget(name: string): void {
    photosByName.delete(name)
    if (drafts.hasAny(name)) drafts.discard(name)
  }
  const close = (): void => {
    open.value = undefined
    restoredAt.value = undefined
    lostPhotos.value = 0
  }

  return {
    news: computed((): KeptNews & { readonly photos: number } => ({
      restoredAt: restoredAt.value,
      otherAt: other.value?.savedAt,
      photos: lostPhotos.value,
    })),
    close,
    /** The form of a move was opened with this in it. */
    begin(caseId: string, move: CaseMove, opening: FilledFields): void {
      close()
      const name = keptName(caseId, move)
      open.value = { name, opening }
      bringBack(name, opening)
      void drafts.restore(name).then(() => bringBack(name, opening))
    },
    /** Something was proposed in a form that nobody has typed into: it is as if it had opened so. */
    propose(filled: FilledFields): void {
      const now = open.value
      if (!now || !areSame(form.filled(), now.opening)) return
      open.value = { ...now, opening: filled }
      form.fill(filled, form.photos())
    },
    /** Keeps what stands in the form now. */
    keep(): void {
      const now = open.value
      if (!now) return
      const { name, opening } = now
      const [filled, photos] = [form.filled(), form.photos()]
      photosByName.delete(name)
      if (photos.length > 0) photosByName.set(name, photos)
      for (const [oldest] of [...photosByName].slice(0, photosByName.size - mostForms))
        photosByName.delete(oldest)
      if (areSame(filled, opening) && photos.length === 0) return forget(name)
      const pending = keptOf(name)?.pending
      drafts.keep(name, { filled, photos: photos.length, ...(pending && { pending }) })
    },
    /** The move as it was sent before and never answered, where the form still says the same. */
    pendingOf(caseId: string, move: CaseMove, filled: FilledFields): PendingMove | undefined {
      const kept = keptOf(keptName(caseId, move))
      return kept && areSame(kept.filled, filled) ? kept.pending : undefined
    },
    /** Keeps the form with the command it is about to be sent as. */
    send(caseId: string, filled: FilledFields, pending: PendingMove): void {
      const name = keptName(caseId, pending.command.move)
      drafts.keep(name, { filled, photos: form.photos().length, pending })
    },
    /** The server has said no: the words stay, the command is over. */
    refused(caseId: string, move: CaseMove): void {
      const name = keptName(caseId, move)
      const kept = keptOf(name)
      if (kept?.pending) drafts.keep(name, { filled: kept.filled, photos: kept.photos })
    },
    /** The move is made, or its words are not wanted. */
    done: (caseId: string, move: CaseMove): void => forget(keptName(caseId, move)),
    /** Throws the words away on purpose; the form stands as it was opened. */
    clear(): void {
      if (!open.value) return
      const { name, opening } = open.value
      form.fill(opening, [])
      forget(name)
      restoredAt.value = undefined
    },
    takeOther(): void {
      const met = keptFormIn(other.value?.words)
      if (!open.value || !met) return
      drafts.settle(open.value.name, met)
      form.fill(met.filled, form.photos())
    },
    keepOwn(): void {
      if (open.value) drafts.settle(open.value.name, drafts.kept.get(open.value.name)?.words)
    },
  }
}
