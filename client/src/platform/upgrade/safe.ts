/** A page is loaded anew for one build at most so often, in milliseconds. */
const onceInMs = 10 * 60_000
const key = 'shuniu.reloaded'

/** Whether the server serves another build than this page is of; a server without a build of its own says nothing. */
export const isNewBuild = (own: string, served: string | null): boolean =>
  served !== null && own.startsWith('index-') && served !== own

/** Whether loading the page anew for a build is not what has just been done in vain; notes that it is done now. */
export function mayReload(kept: Pick<Storage, 'getItem' | 'setItem'>, build: string, nowMs: number): boolean {
  const [before, atMs] = (kept.getItem(key) ?? '').split(' ')
  if (before === encodeURIComponent(build) && nowMs - Number(atMs) < onceInMs) return false
  kept.setItem(key, `${encodeURIComponent(build)} ${nowMs}`)
  return true
}

const isWritten = (field: Element): boolean =>
  (field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement) &&
  !field.matches('[type=search], [type=checkbox], [type=radio], [type=range], [type=hidden]') &&
  field.value !== field.defaultValue

/** Whether nobody is in the middle of something: no dialog stands open, no form has been written in. */
export const isSafe = (page: Document): boolean =>
  page.querySelector('[role=dialog], dialog[open]') === null &&
  ![...page.querySelectorAll('input, textarea')].some(isWritten)
