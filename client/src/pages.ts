import type { Page } from './platform/shell/router.ts'

/** Every page of the product, one line each; a page is loaded when it is first opened. */
export const pages: readonly Page[] = [
  { name: 'login', load: () => import('./pages/login/LoginPage.vue'), theme: 'light', isPublic: true },
  { name: 'desk', load: () => import('./pages/desk/DeskPage.vue'), theme: 'light' },
  { name: 'wall', load: () => import('./pages/wall/WallPage.vue'), theme: 'dark' },
  { name: 'help', load: () => import('./pages/help/HelpPage.vue'), theme: 'light' },
]
