import { shapeOf, type GridPartition, type GridPlanView } from '@shuniu/shared/gridPlans'
import type { Refusal } from '@shuniu/shared/kernel'
import { useEventListener } from '@vueuse/core'
import { computed, onScopeDispose, shallowRef, watch, type ComputedRef } from 'vue'
import { areSame, useDrafts } from '../../platform/drafts/index.ts'
import { createReading } from '../../platform/http/reading.ts'
import { useGridPlans } from './gridPlans.store.ts'
import { createPlanDrawing } from './planDrawing.ts'

/** So long after the last edit it is saved by itself. */
const saveAfterMs = 1_500

/** What is kept on the device of what was not saved yet: of which version, and how it stands. */
interface UnsavedPlan {
  readonly version: number
  readonly shape: GridPartition
  readonly basis: string
}
const isUnsaved = (words: unknown): words is UnsavedPlan =>
  typeof words === 'object' && words !== null && 'version' in words && 'shape' in words && 'basis' in words

/** How the plan stands under the hand, against how it was read or saved last. */
function handOn(plan: ComputedRef<GridPlanView | undefined>, drawing: ReturnType<typeof createPlanDrawing>) {
  const basis = shallowRef('')
  const isDraft = computed(() => plan.value?.state === 'draft')
  const present = () => ({ shape: drawing.partition.value, basis: basis.value })
  const isUnsavedNow = computed(() => {
    const { shape } = present()
    if (!plan.value || !shape || !isDraft.value) return false
    return (plan.value.basis ?? '') !== basis.value.trim() || !areSame(shapeOf(shape), plan.value.shape)
  })
  return { basis, isDraft, present, isUnsavedNow }
}

/**
 * One plan under the hand: drawn on, saved by itself a moment later, kept on the device meanwhile. Where somebody else has saved
 * since, nothing is written over theirs before it is decided whose stays.
 */
export function usePlan(id: string) {
  const store = useGridPlans()
  const drafts = useDrafts()
  const reading = createReading(() => store.see(id))
  const plan = computed(() => reading.value.value)
  const drawing = createPlanDrawing(() => plan.value?.former ?? [])
  const { basis, isDraft, present, isUnsavedNow } = handOn(plan, drawing)
  const isSaving = shallowRef(false)
  const refused = shallowRef<Refusal>()
  /** What somebody else has saved since. */
  const theirs = shallowRef<GridPlanView>()
  const isRestored = shallowRef(false)
  const name = `gridPlan.${id}`
  let timer: ReturnType<typeof setTimeout> | undefined

  /** While an answer is awaited more may be drawn, or sent. */
  const isStillUnsaved = (): boolean => isUnsavedNow.value
  const isBeingSaved = (): boolean => isSaving.value
  const saving = computed(() => {
    if (isSaving.value) return 'saving'
    if (refused.value) return 'failed'
    return isUnsavedNow.value ? 'unsaved' : 'saved'
  })

  function show(seen: GridPlanView): void {
    reading.take(seen)
    basis.value = seen.basis ?? ''
    drawing.open(seen.shape)
  }
  async function open(): Promise<void> {
    const answer = await reading.read()
    if (!answer.ok) return
    show(answer.value)
    const kept = await drafts.restore(name)
    if (!kept || !isUnsaved(kept.words) || answer.value.state !== 'draft') return
    basis.value = kept.words.basis
    drawing.replace(kept.words.shape)
    isRestored.value = isUnsavedNow.value
    // It was saved, and the page was left before it heard so.
    if (!isRestored.value) return drafts.discard(name)
    if (kept.words.version !== answer.value.version) theirs.value = answer.value
  }

  async function save(): Promise<boolean> {
    clearTimeout(timer)
    const { shape } = present()
    if (!plan.value || !shape || isSaving.value || theirs.value || !isUnsavedNow.value)
      return !isUnsavedNow.value
    isSaving.value = true
    const sent = { shape: shapeOf(shape), basis: basis.value.trim() || null }
    const answer = await store.save(plan.value, sent)
    isSaving.value = false
    refused.value = answer.ok ? undefined : answer.refusal
    if (answer.ok) {
      reading.take(answer.value)
      isRestored.value = false
      if (isStillUnsaved()) timer = setTimeout(() => void save(), saveAfterMs)
      else drafts.discard(name)
      return true
    }
    if (answer.refusal.code === 'gridPlan.moved') {
      const seen = await store.see(id)
      if (seen.ok) theirs.value = seen.value
    }
    return false
  }
  watch([drawing.partition, basis], () => {
    clearTimeout(timer)
    const { shape } = present()
    if (!plan.value || !shape || !isUnsavedNow.value) return
    refused.value = theirs.value ? refused.value : undefined
    drafts.keep(name, { version: plan.value.version, shape: shapeOf(shape), basis: basis.value })
    timer = setTimeout(() => void save(), saveAfterMs)
  })
  onScopeDispose(() => {
    clearTimeout(timer)
    void save()
  })
  /** Whoever comes back sees what others did meanwhile; own changes stay until it is decided whose are kept. */
  async function lookAgain(): Promise<void> {
    if (!plan.value || isSaving.value) return
    const seen = await store.see(id)
    if (!seen.ok || seen.value.version === plan.value.version || isBeingSaved()) return
    if (isUnsavedNow.value) theirs.value = seen.value
    else show(seen.value)
  }
  useEventListener(window, 'focus', () => void lookAgain())
  void open()

  return {
    state: reading.state,
    read: open,
    plan,
    drawing,
    basis,
    isDraft,
    saving,
    refused,
    theirs,
    isRestored,
    save,
    show,
    /** Throws the own changes away on purpose. */
    takeTheirs(): void {
      const seen = theirs.value
      theirs.value = undefined
      refused.value = undefined
      drafts.discard(name)
      if (seen) show(seen)
    },
    /** Saves the own over theirs, which were seen. */
    async keepOwn(): Promise<void> {
      const seen = theirs.value
      theirs.value = undefined
      if (seen) reading.take(seen)
      await save()
    },
  }
}
