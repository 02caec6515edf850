import { useEventListener } from '@vueuse/core'
import { onScopeDispose, shallowRef, watch } from 'vue'
import { serverNowMs } from '../../../platform/time/index.ts'
import { deskWordOf, following, type DeskWord, type FollowedDesk } from './deskWords.ts'

const channelName = 'shuniu.desk'
const askEveryMs = 2_000

/** The channel of this browser's windows, while the scope lives; at its end the last word is said. */
function openChannel(hear: (word: DeskWord) => void, last?: DeskWord): (word: DeskWord) => void {
  const channel = new BroadcastChannel(channelName)
  channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    const word = deskWordOf(data)
    if (word) hear(word)
  })
  onScopeDispose(() => {
    if (last) channel.postMessage(last)
    channel.close()
  })
  return word => channel.postMessage(word)
}

/**
 * Tells maps on other screens which case this desk has open: when it changes, and whenever one asks, since a window in the
 * background is seldom given time of its own. What is picked on such a map is opened here.
 */
export function tellOtherScreens(
  desk: { readonly accountId: string; readonly caseId: () => string | undefined },
  pick: (caseId: string) => void,
): void {
  const deskId = crypto.getRandomValues(new Uint32Array(2)).join('-')
  let sinceMs = Date.now()
  const tell = () => {
    const { accountId, caseId } = desk
    send({ is: 'desk', deskId, accountId, caseId: caseId() ?? null, sinceMs })
  }
  const closed: DeskWord = { is: 'closed', deskId }
  const takeOver = () => {
    sinceMs = Date.now()
    tell()
  }
  const send = openChannel(word => {
    if (word.is === 'who') tell()
    if (word.is === 'pick' && word.deskId === deskId) pick(word.caseId)
  }, closed)
  watch(desk.caseId, takeOver, { immediate: true })
  useEventListener(window, 'focus', takeOver)
  useEventListener(window, 'pagehide', () => send(closed))
  // Back from where the browser kept the page.
  useEventListener(window, 'pageshow', tell)
}

/** The desk of this account in another window of this browser. */
export function followDesk(accountId: string) {
  const known = shallowRef<FollowedDesk>()
  const send = openChannel(word => {
    known.value = following(known.value, word, { accountId, nowMs: serverNowMs() })
  })
  send({ is: 'who' })
  const asking = setInterval(() => send({ is: 'who' }), askEveryMs)
  onScopeDispose(() => clearInterval(asking))
  return {
    known,
    pick(caseId: string): void {
      if (known.value) send({ is: 'pick', deskId: known.value.deskId, caseId })
    },
  }
}
