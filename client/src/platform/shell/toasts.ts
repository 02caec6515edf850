import { shallowReactive } from 'vue'
import { newId } from '../ids/index.ts'

/** A short line at the foot of the page. One with an offer stays until its time is up or it is taken. */
export interface Toast {
  readonly id: string
  readonly text: string
  readonly tone: 'plain' | 'refused' | 'done'
  readonly endsAtMs: number
  readonly offer?: { readonly text: string; readonly run: () => void }
}

const shown = shallowReactive<Toast[]>([])
const quietMs = 4_000
const refusedMs = 9_000

export const toasts: readonly Toast[] = shown

export function dismiss(id: string): void {
  const at = shown.findIndex(toast => toast.id === id)
  if (at >= 0) shown.splice(at, 1)
}

/** Tells one line and takes it away again by itself: after 4 s, 9 s when refused, or when its offer ends. */
export function showToast(
  text: string,
  more: Partial<Pick<Toast, 'tone' | 'offer'>> & { lastsMs?: number } = {},
): string {
  const { tone = 'plain', lastsMs = tone === 'refused' ? refusedMs : quietMs } = more
  const toast: Toast = {
    id: newId(),
    text,
    tone,
    endsAtMs: Date.now() + lastsMs,
    ...(more.offer && { offer: more.offer }),
  }
  shown.push(toast)
  if (shown.length > 4) shown.shift()
  setTimeout(() => dismiss(toast.id), lastsMs)
  return toast.id
}
