import type { RouteRecordRaw } from 'vue-router'
import { useSession } from './platform/auth/index.ts'
import { loadMapAhead } from './platform/map/index.ts'
import type { Page } from './platform/shell/router.ts'

/** Who does not report begins with the tasks. */
const reportersOnly = () => useSession().may('report.make') || '/m/tasks'

/** The tabs of the phone, and one case. */
const phoneRoutes: RouteRecordRaw[] = [
  { path: '', redirect: '/m/report' },
  { path: 'report', component: () => import('./pages/phone/ReportTab.vue'), beforeEnter: reportersOnly },
  { path: 'mine', component: () => import('./pages/phone/MineTab.vue'), beforeEnter: reportersOnly },
  { path: 'tasks', component: () => import('./pages/phone/TasksTab.vue') },
  { path: 'me', component: () => import('./pages/phone/MeTab.vue') },
  { path: 'notices', redirect: '/m/notifications' },
  { path: 'notifications', component: () => import('./pages/phone/NotificationsTab.vue') },
  { path: 'case/:id', component: () => import('./pages/phone/CaseTab.vue') },
]

/** The desk, an open case on it, and what lies over both. */
const deskRoutes: RouteRecordRaw[] = [
  { path: '', component: { render: () => null } },
  { path: 'cases/:id', component: { render: () => null } },
  { path: 'cases/:id/documents/:form', component: () => import('./pages/desk/DeskDocument.vue') },
]

/** Addresses that links and kept pages of a former version lead to. */
const formerDeskRoutes: RouteRecordRaw[] = [
  {
    path: 'cases/:id/papers/:form',
    redirect: ({ params, query }) => ({
      path: `/desk/cases/${String(params['id'])}/documents/${String(params['form'])}`,
      query,
    }),
  },
]

/** The parts of the administration. */
const adminRoutes: RouteRecordRaw[] = [
  { path: '', redirect: '/admin/rules' },
  { path: 'rules', component: () => import('./pages/admin/RulesTab.vue') },
  { path: 'calendar', component: () => import('./pages/admin/CalendarTab.vue') },
  { path: 'hours', component: () => import('./pages/admin/HoursTab.vue') },
  { path: 'settings', component: () => import('./pages/admin/SettingsTab.vue') },
]

const loadWall = () => {
  loadMapAhead()
  return import('./pages/wall/WallPage.vue')
}

/** Every page of the product, one line each; a page is loaded when it is first opened. */
export const pages: readonly Page[] = [
  { name: 'login', load: () => import('./pages/login/LoginPage.vue'), theme: 'light', isPublic: true },
  {
    name: 'desk',
    load: () => import('./pages/desk/DeskPage.vue'),
    theme: 'light',
    children: [...deskRoutes, ...formerDeskRoutes],
  },
  { name: 'wall', load: loadWall, theme: 'dark' },
  { name: 'm', load: () => import('./pages/phone/PhonePage.vue'), theme: 'light', children: phoneRoutes },
  { name: 'admin', load: () => import('./pages/admin/AdminPage.vue'), theme: 'light', children: adminRoutes },
  { name: 'account', load: () => import('./pages/account/AccountPage.vue'), theme: 'light' },
  { name: 'help', load: () => import('./pages/help/HelpPage.vue'), theme: 'light' },
]
