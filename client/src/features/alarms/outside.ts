import type { AlarmView } from '@shuniu/shared/cases'
import { noticeText, noticeTitle, spokenText } from './telling.ts'

/** Whether the browser may show notifications of the system: `unsupported` also where the page came over plain http. */
export type NoticePermission = 'granted' | 'denied' | 'unasked' | 'unsupported'

export function noticePermission(): NoticePermission {
  if (typeof Notification === 'undefined' || !window.isSecureContext) return 'unsupported'
  return Notification.permission === 'default' ? 'unasked' : Notification.permission
}

/** Asks the person; called from a click alone. */
export async function askForNotices(): Promise<NoticePermission> {
  if (noticePermission() === 'unasked') await Notification.requestPermission()
  return noticePermission()
}

/** One notification for all alarms, while the page is not what the person looks at. Its words may be read by anybody. */
export function createNotices(open: (id: string) => void) {
  let shown: Notification | undefined
  return {
    show(first: AlarmView, more: number): void {
      if (noticePermission() !== 'granted' || document.hasFocus()) return
      shown?.close()
      shown = new Notification(noticeTitle(first), {
        body: noticeText(first, more),
        tag: 'alarms',
        requireInteraction: true,
      })
      shown.addEventListener('click', () => {
        window.focus()
        open(first.id)
      })
    },
    clear(): void {
      shown?.close()
      shown = undefined
    },
  }
}

/** The Chinese voice of this machine; one that speaks over a network is none here. */
export const localVoice = (): SpeechSynthesisVoice | undefined =>
  'speechSynthesis' in window
    ? speechSynthesis.getVoices().find(({ lang, localService }) => localService && /^(zh|cmn)/i.test(lang))
    : undefined

export function speak(alarm: AlarmView): void {
  const voice = localVoice()
  if (!voice) return
  const words = new SpeechSynthesisUtterance(spokenText(alarm))
  words.voice = voice
  words.lang = voice.lang
  speechSynthesis.cancel()
  speechSynthesis.speak(words)
}
