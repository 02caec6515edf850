import { isPageName, pagesOf, rolesWith } from '@shuniu/shared/identity'
import { useSession } from '../auth/index.ts'
import { isWallScreen } from '../auth/wallScreen.ts'
import { loadAhead, loadedOnce } from '../loading/index.ts'
import { applyTheme, type Theme } from '../theme/index.ts'
import { say } from '../i18n/index.ts'
import { createRouter, createWebHistory, type RouteRecordRaw, type Router } from 'vue-router'
import type { Component } from 'vue'
import type { PageId } from './page.ts'
import { showToast } from './toasts.ts'

/** A page of the product: loaded when first opened, under its first word of address. */
export interface Page {
  readonly name: PageId
  readonly load: () => Promise<{ default: Component }>
  readonly theme: Theme
  /** Open without a session. */
  readonly isPublic?: true
  /** Routes below the page's own address. */
  readonly children?: RouteRecordRaw[]
}

const recordOf = (page: Page): RouteRecordRaw => ({
  path: `/${page.name}`,
  ...(page.children ? { children: page.children } : { name: page.name }),
  component: page.load,
  meta: { page },
})

const pageOf = (matched: readonly { readonly meta: object }[]): Page | undefined => {
  const meta = matched.find(record => 'page' in record.meta)?.meta
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- `recordOf` alone writes this field
  return meta && 'page' in meta ? (meta.page as Page) : undefined
}

/** A way back within this site, or nothing: never an address of somebody else's choosing. */
export const wayBack = (asked: unknown): string | undefined =>
  typeof asked === 'string' && /^\/(?![/\\])/.test(asked) && !asked.startsWith('/login') ? asked : undefined

/** Says who works with a page that is not one of this role's. */
function tellWhoMay(name: string): void {
  if (!isPageName(name)) return
  const page = say(`page.${name}`)
  showToast(say('shell.notYours', { page, who: rolesWith(name).join('、') }), { tone: 'refused' })
}

function guard(router: Router, built: readonly string[]): void {
  router.beforeEach(async to => {
    const session = useSession()
    const page = pageOf(to.matched)
    if (page?.isPublic === true) return true
    if (!session.session) {
      // The page comes while the server is asked who is signed in.
      if (page) loadAhead(page.load)
      await session.load()
    }
    const { role } = session.session ?? {}
    if (role === undefined && page?.name === 'wall' && isWallScreen()) return { path: '/enrol' }
    if (role === undefined) return { path: '/login', query: to.path === '/' ? {} : { back: to.fullPath } }
    if (page?.name === 'account') return true
    const { mustChangePassword, mustSetUpSecondFactor } = session.session ?? {}
    if (mustChangePassword === true || mustSetUpSecondFactor === true) return { path: '/account' }
    if (page?.name === 'help') return true
    const home = pagesOf(role, built)[0] ?? 'help'
    const isAllowed = page !== undefined && pagesOf(role, built).some(name => name === page.name)
    if (isAllowed) return true
    if (page) tellWhoMay(page.name)
    return { path: `/${home}` }
  })
  router.afterEach(to => {
    const page = pageOf(to.matched)
    applyTheme(page?.theme ?? 'chosen')
    document.documentElement.dataset['page'] = page?.name ?? ''
    document.title = page ? `${say(`page.${page.name}`)} · ${say('product')}` : say('product')
  })
}

/** The addresses of the product. Whoever is not signed in goes to `/login` and comes back where they wanted to go. */
export function createPages(listed: readonly Page[]): Router {
  const pages = listed.map((page): Page => ({ ...page, load: loadedOnce(page.load) }))
  const router = createRouter({
    history: createWebHistory(),
    routes: [...pages.map(recordOf), { path: '/:rest(.*)*', component: { render: () => null } }],
  })
  guard(
    router,
    pages.map(page => page.name),
  )
  return router
}
