import { seeSite } from '@shuniu/shared/identity'
import type { Router } from 'vue-router'
import { call, onServedBuild } from '../http/index.ts'
import { say } from '../i18n/index.ts'
import { live } from '../live/index.ts'
import { dismiss, showToast } from '../shell/toasts.ts'
import { isNewBuild, isSafe, mayReload } from './safe.ts'

/** So often, in milliseconds, it is looked whether the page may be loaded anew. */
const lookMs = 5_000
/** Nobody has touched the page for so long: nothing is taken out of anybody's hands. */
const idleMs = 60_000
const longMs = 24 * 3_600_000
/** Within so long what all pages of a county do at the same moment is done by each at one of its own. */
const spreadMs = 20_000

const soon = (work: () => void): void => void setTimeout(work, Math.random() * spreadMs)

/** The entry's own file, as the document names it: its hash changes with any file of the build. */
const entry = document.querySelector<HTMLScriptElement>('script[type="module"][src]')
const ownBuild = entry?.src.split('/').at(-1) ?? ''

let touchedAtMs = Date.now()
let served: string | undefined
let told: string | undefined

/** Loads the page anew, at this address or another, once a build: never round and round. */
function reload(to?: string): boolean {
  if (!mayReload(sessionStorage, served ?? to ?? '', Date.now())) return false
  if (to === undefined) location.reload()
  else location.assign(to)
  return true
}

/** A wall has nobody at it; elsewhere the page waits until it is hidden or left alone, and nothing is being written. */
function reloadWhenIdle(): void {
  const isLeft = document.hidden || Date.now() - touchedAtMs > idleMs
  const isWall = document.documentElement.dataset['page'] === 'wall'
  if (served !== undefined && (isWall || isLeft) && isSafe(document)) reload()
}

/** The server serves another build than this page is of: says so, and loads the page anew when that harms nobody. */
function hear(build: string | null): void {
  if (!isNewBuild(ownBuild, build) || build === served) return
  served = build ?? undefined
  if (told !== undefined) dismiss(told)
  told = showToast(say('upgrade.there'), {
    lastsMs: longMs,
    offer: { text: say('upgrade.now'), run: () => void reload() },
  })
  // A county's walls do not come back as one.
  soon(() => setInterval(reloadWhenIdle, lookMs))
}

/** Any answer names the build that is served; a page that nobody works at asks nothing for hours. */
const askBuild = () => call(seeSite)

/** A part of the page was not to be had: a newer build took its place, or the network is away and a page loaded now were lost. */
async function lose(to: string): Promise<void> {
  const isReached = (await askBuild()).ok
  if (isReached && isSafe(document) && reload(to)) return
  showToast(say(served === undefined ? 'upgrade.unreachable' : 'upgrade.gone'), {
    tone: 'refused',
    lastsMs: longMs,
    offer: { text: say('upgrade.retry'), run: () => location.assign(to) },
  })
}

/** Keeps the page in step with the server through upgrades, and tells of parts that are gone. */
export function keepCurrent(router: Router): void {
  onServedBuild(hear)
  for (const touch of ['pointerdown', 'pointermove', 'input', 'focusin'] as const) {
    window.addEventListener(touch, () => (touchedAtMs = Date.now()), { passive: true })
  }
  let wanted: string | undefined
  router.beforeEach(to => void (wanted = to.fullPath))
  router.afterEach(() => void (wanted = undefined))
  window.addEventListener('vite:preloadError', () => {
    void lose(wanted ?? location.pathname + location.search)
  })
  // Thousands of lines come back at once when a server does.
  live.onReturn(() => soon(() => void askBuild()))
}
