import { shallowReactive } from 'vue'
import { newId } from '../ids/index.ts'

/** A short line at the foot of the page. One with an offer stays until its time is up or it is taken. */
export interface Notice {
  readonly id: string
  readonly text: string
  readonly tone: 'plain' | 'refused' | 'done'
  readonly endsAtMs: number
  readonly offer?: { readonly text: string; readonly run: () => void }
}

const shown = shallowReactive<Notice[]>([])
const quietMs = 4_000
const refusedMs = 9_000

export const notices: readonly Notice[] = shown

export function dismiss(id: string): void {
  const at = shown.findIndex(notice => notice.id === id)
  if (at >= 0) shown.splice(at, 1)
}

/** Tells one line and takes it away again by itself: after 4 s, 9 s when refused, or when its offer ends. */
export function notify(
  text: string,
  more: Partial<Pick<Notice, 'tone' | 'offer'>> & { lastsMs?: number } = {},
): string {
  const { tone = 'plain', lastsMs = tone === 'refused' ? refusedMs : quietMs } = more
  const notice: Notice = {
    id: newId(),
    text,
    tone,
    endsAtMs: Date.now() + lastsMs,
    ...(more.offer && { offer: more.offer }),
  }
  shown.push(notice)
  if (shown.length > 4) shown.shift()
  setTimeout(() => dismiss(notice.id), lastsMs)
  return notice.id
}
