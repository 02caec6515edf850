import type { RouteRecordRaw } from 'vue-router'
import type { AdminTabId } from './pages/admin/tabs.ts'
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
  { path: 'intake', component: { render: () => null } },
  { path: 'map', component: { render: () => null } },
  { path: 'cases/:id', component: { render: () => null } },
  { path: 'cases/:id/documents/:form', component: () => import('./pages/desk/DeskDocument.vue') },
  { path: 'hand-overs/:handOverId', component: () => import('./pages/desk/DeskHandOver.vue') },
  { path: 'log', component: () => import('./pages/desk/DeskLog.vue') },
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

/** A part of the administration, for whoever works with it; everybody else comes to their own first one. */
const adminDoor = (id?: AdminTabId) => async () =>
  (await import('./pages/admin/tabs.ts')).openTab(id, useSession().may)
const adminTab = (id: AdminTabId, component: NonNullable<RouteRecordRaw['component']>): RouteRecordRaw => ({
  path: id,
  component,
  beforeEnter: adminDoor(id),
})

/** The parts of the administration. */
const adminRoutes: RouteRecordRaw[] = [
  { path: '', component: { render: () => null }, beforeEnter: adminDoor() },
  adminTab('readiness', () => import('./pages/admin/ReadinessTab.vue')),
  adminTab('rules', () => import('./pages/admin/RulesTab.vue')),
  adminTab('catalogue', () => import('./pages/admin/CatalogueTab.vue')),
  adminTab('playbooks', () => import('./pages/admin/PlaybooksTab.vue')),
  adminTab('calendar', () => import('./pages/admin/CalendarTab.vue')),
  adminTab('hours', () => import('./pages/admin/HoursTab.vue')),
  adminTab('dispatch', () => import('./pages/admin/DispatchTab.vue')),
  adminTab('system', () => import('./pages/admin/SystemTab.vue')),
  adminTab('imports', () => import('./pages/admin/ImportsTab.vue')),
  adminTab('divisions', () => import('./pages/admin/DivisionsTab.vue')),
  adminTab('settings', () => import('./pages/admin/SettingsTab.vue')),
  adminTab('reach', () => import('./pages/admin/ReachTab.vue')),
  adminTab('accounts', () => import('./pages/admin/AccountsTab.vue')),
  adminTab('signIn', () => import('./pages/admin/SignInTab.vue')),
  adminTab('walls', () => import('./pages/admin/WallsTab.vue')),
  adminTab('rights', () => import('./pages/admin/RightsTab.vue')),
  adminTab('audit', () => import('./pages/admin/AuditTab.vue')),
]

/** The list of what is lacking, and one unit. */
const centresRoutes: RouteRecordRaw[] = [
  { path: '', redirect: '/centres/found' },
  { path: 'found', component: () => import('./pages/centres/FoundTab.vue') },
  { path: 'members', component: () => import('./pages/centres/MembersTab.vue') },
  { path: 'duty', component: () => import('./pages/centres/DutyTab.vue') },
  { path: 'rules', component: () => import('./pages/centres/RulesTab.vue') },
  { path: 'grids', component: () => import('./pages/centres/GridsTab.vue') },
  { path: 'plans', component: () => import('./pages/centres/PlansTab.vue') },
  { path: 'plans/:planId', component: () => import('./pages/centres/PlanTab.vue'), props: true },
  { path: 'units/:id', component: () => import('./pages/centres/UnitTab.vue'), props: true },
]

const loadWall = () => {
  loadMapAhead()
  return import('./pages/wall/WallPage.vue')
}

/** Every page of the product, one line each; a page is loaded when it is first opened. */
export const pages: readonly Page[] = [
  { name: 'login', load: () => import('./pages/login/LoginPage.vue'), theme: 'chosen', isPublic: true },
  { name: 'setup', load: () => import('./pages/setup/SetupPage.vue'), theme: 'chosen', isPublic: true },
  { name: 'enrol', load: () => import('./pages/enrol/EnrolPage.vue'), theme: 'dark', isPublic: true },
  {
    name: 'desk',
    load: () => import('./pages/desk/DeskPage.vue'),
    theme: 'chosen',
    children: [...deskRoutes, ...formerDeskRoutes],
  },
  { name: 'wall', load: loadWall, theme: 'dark' },
  { name: 'm', load: () => import('./pages/phone/PhonePage.vue'), theme: 'chosen', children: phoneRoutes },
  {
    name: 'admin',
    load: () => import('./pages/admin/AdminPage.vue'),
    theme: 'chosen',
    children: adminRoutes,
  },
  {
    name: 'centres',
    load: () => import('./pages/centres/CentresPage.vue'),
    theme: 'chosen',
    children: centresRoutes,
  },
  { name: 'account', load: () => import('./pages/account/AccountPage.vue'), theme: 'chosen' },
  { name: 'help', load: () => import('./pages/help/HelpPage.vue'), theme: 'chosen' },
]
