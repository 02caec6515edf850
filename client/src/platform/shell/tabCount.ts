/** What counts on the tab of the browser, by who counts it. */
const counts = new Map<string, number>()
const total = (): number => [...counts.values()].reduce((sum, n) => sum + n, 0)

const bareTitle = (): string => document.title.replace(/^\(\d+\) /, '')
/** As written, and no more than once: pages change their title as they like. */
function writeTitle(): void {
  const wanted = total() > 0 ? `(${total()}) ${bareTitle()}` : bareTitle()
  if (document.title !== wanted) document.title = wanted
}

const ownIcon = '/favicon.svg'
const iconOf = (n: number): string =>
  `data:image/svg+xml,${encodeURIComponent(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#C9252B"/><text x="16" y="23" font-family="sans-serif" font-size="20" font-weight="700" text-anchor="middle" fill="#fff">${n > 9 ? '9+' : n}</text></svg>`,
  )}`

function writeIcon(): void {
  const icon = document.querySelector('link[rel="icon"]')
  const wanted = total() > 0 ? iconOf(total()) : ownIcon
  if (icon && icon.getAttribute('href') !== wanted) icon.setAttribute('href', wanted)
}

let observed: MutationObserver | undefined

/** Shows on the tab how many wait, in its title and as its mark, whatever page the tab shows; nothing when none do. */
export function countOnTab(of: string, n: number): void {
  counts.set(of, n)
  writeTitle()
  writeIcon()
  // A page that comes later writes its own title.
  if (observed || !document.querySelector('title')) return
  observed = new MutationObserver(writeTitle)
  observed.observe(document.head, { subtree: true, childList: true, characterData: true })
}
