import type { Locator, Page } from 'playwright-core'
import type { KnownCase } from '../journeys/office.ts'
import { deskSizes, phoneSizes, wallSizes, type ScreenSize } from './sizes.ts'

/** One thing that a screen shows and that is read from the server. */
export interface ScreenPart {
  readonly name: string
  /** Where its state is told: something that bears `data-state`; all of them, where there are several. */
  readonly at: (page: Page) => Locator
  /** `sentence`: says why in words, with a button to try again · `dash`: a number, of which a dash stands. */
  readonly told: 'sentence' | 'dash'
  /** Goes when what it speaks of is there: it lay over that, or there is nothing to count. */
  readonly isOver?: boolean
}

/** Cases to walk with, by how far each has come. */
export interface SceneCases {
  readonly handling: KnownCase
  readonly reported: KnownCase
  readonly accepted: KnownCase
}

/** A page, or a part of it that is opened by hand, with all that it reads by one rule. */
export interface Scene {
  readonly name: string
  readonly account: string
  readonly sizes: readonly ScreenSize[]
  readonly path: (cases: SceneCases) => string
  /** The questions that are answered badly. */
  readonly reads: RegExp
  /** Done on the page while the server still behaves; without it the page itself is opened under the bad server. */
  readonly open?: (page: Page, cases: SceneCases) => Promise<void>
  /** Done on a page that was opened under the bad server. */
  readonly unfold?: (page: Page) => Promise<void>
  /** Nothing on the page is known while these are not. */
  readonly isWhole?: boolean
  /** Its numbers come by the live line too, which then is as good as an answer: it is kept silent. */
  readonly isPushed?: boolean
  /** It was read once before it is opened: what fails in passing leaves that, as old. */
  readonly isKnownBefore?: boolean
  readonly parts: readonly ScreenPart[]
}

const within = (selector: string) => (page: Page) => page.locator(`${selector} [data-state]`).first()
const itself = (selector: string) => (page: Page) => page.locator(selector)
const sentence = (name: string, at: ScreenPart['at']): ScreenPart => ({ name, at, told: 'sentence' })
const over = (name: string, at: ScreenPart['at']): ScreenPart => ({
  name,
  at,
  told: 'sentence',
  isOver: true,
})
/** A badge that is left out when there is nothing to count. */
const badge = (name: string, at: ScreenPart['at']): ScreenPart => ({ name, at, told: 'dash', isOver: true })
const dash = (name: string, at: ScreenPart['at']): ScreenPart => ({ name, at, told: 'dash' })

const wall: Scene = {
  name: 'wall',
  account: 'county.wall',
  sizes: wallSizes,
  path: () => '/wall',
  reads: /^\/api\/(statistics|cases|positions|map)/,
  isWhole: true,
  isPushed: true,
  parts: [
    ...[0, 1, 2, 3, 4, 5, 6].map(n => dash(`number ${n + 1}`, page => page.locator('.strip .cell').nth(n))),
    sentence('panels', itself('.panel > .body')),
    over('map', itself('.map > .told')),
    over('feed', within('.ticker')),
  ],
}

const wallGrids: Scene = {
  name: 'wall, the grids of a township',
  account: 'county.wall',
  sizes: wallSizes,
  path: () => '/wall?area=341222100',
  reads: /^\/api\/map\/grids/,
  parts: [over('map', itself('.map > .told'))],
}

const wallList: Scene = {
  name: 'wall, the list behind a number',
  account: 'county.wall',
  sizes: wallSizes,
  path: () => '/wall',
  reads: /^\/api\/cases\?/,
  async open(page) {
    await page
      .locator('.strip')
      .getByRole('button', { name: /^处置中 / })
      .click()
  },
  parts: [sentence('list', within('.drawer'))],
}

const tabs = ['todo', 'all', 'overdue', 'reported', 'helping', 'callBack']

const desk: Scene = {
  name: 'desk',
  account: 't1.dispatcher',
  sizes: deskSizes,
  path: ({ handling }) => `/desk/cases/${handling.id}`,
  reads: /^\/api\/(cases|notifications|forecast|map)/,
  isWhole: true,
  parts: [
    sentence('queue', itself('.queue > .await')),
    ...tabs.map(id => dash(`tab ${id}`, itself(`[data-tab="${id}"] .count`))),
    sentence('case', within('.card')),
    sentence('map', itself('.side .map > .told')),
    dash('badge of the forecast', page =>
      page.getByRole('button', { name: /^今日将超时/ }).locator('.count'),
    ),
    dash('badge of notifications', page => page.getByRole('button', { name: /^提醒/ }).locator('.count')),
  ],
}

const alarms: Scene = {
  name: 'desk, what calls',
  account: 't1.dispatcher',
  sizes: deskSizes,
  path: () => '/desk',
  reads: /^\/api\/alarms/,
  parts: [over('alarms', itself('.bars > .await'))],
}

const deskSearch: Scene = {
  name: 'desk, a search',
  account: 't1.dispatcher',
  sizes: deskSizes,
  path: () => '/desk',
  reads: /^\/api\/cases\?.*q=/,
  async open(page, { handling }) {
    await page.getByRole('searchbox').fill(handling.number)
  },
  parts: [sentence('found', itself('.queue > .await'))],
}

/** What is typed is kept, and asked for as soon as the form comes again. */
const beside = (name: 'history' | 'similar', reads: RegExp, unfold: Scene['unfold']): Scene => ({
  name: `desk, a call being taken: ${name}`,
  account: 't1.dispatcher',
  sizes: deskSizes,
  path: () => '/desk/intake',
  reads,
  ...(unfold && { unfold }),
  parts: [sentence(name, within(`[data-beside="${name}"]`))],
})

/** What is told beside the form of a call: the cases of its number, and those that may be the same. */
const intakeScenes: readonly Scene[] = [
  beside('history', /^\/api\/callers/, async page => {
    await page.getByLabel('来电号码', { exact: true }).fill('13955886600')
  }),
  beside('similar', /^\/api\/cases\?.*openedFrom=/, async page => {
    const picked = [
      ['地点', '北街'],
      ['类别', '路灯损坏'],
    ] as const
    for (const [name, word] of picked) {
      await page.getByRole('combobox', { name, exact: true }).fill(word)
      await page.keyboard.press('Enter')
    }
  }),
]

const drop = (name: string, button: RegExp, reads: RegExp): Scene => ({
  name: `desk, ${name}`,
  account: 't1.dispatcher',
  sizes: deskSizes,
  path: () => '/desk',
  reads,
  isKnownBefore: true,
  parts: [sentence(name, within('.drop .panel'))],
  async open(page) {
    await page.getByRole('button', { name: button }).click()
  },
})

const watch: Scene = {
  name: 'desk, the watch',
  account: 't1.dispatcher',
  sizes: deskSizes,
  path: () => '/desk',
  reads: /^\/api\/duty\/(watch|hand-overs|acts)/,
  parts: [
    sentence('own watch', itself('.watch > .await >> nth=0')),
    sentence('own acts', itself('.watch > .await >> nth=2')),
  ],
}

const overDesk = (name: string, path: string, reads: RegExp): Scene => ({
  name: `desk, ${name}`,
  account: 't1.dispatcher',
  sizes: deskSizes,
  path: () => path,
  reads,
  parts: [sentence(name, within('.over'))],
})

const roster: Scene = {
  name: 'centres, the roster',
  account: 't1.dispatcher',
  sizes: deskSizes,
  path: () => '/centres/duty',
  reads: /^\/api\/duty\/roster/,
  parts: [sentence('roster', within('section.board'))],
}

const documents: Scene = {
  name: 'desk, the documents of a case',
  account: 't1.dispatcher',
  sizes: deskSizes,
  path: ({ handling }) => `/desk/cases/${handling.id}`,
  reads: /^\/api\/cases\/[^/]+\/documents/,
  parts: [sentence('documents', within('[data-documents]'))],
}

const document: Scene = {
  name: 'desk, a document',
  account: 't1.dispatcher',
  sizes: deskSizes,
  path: ({ handling }) => `/desk/cases/${handling.id}/documents/dispatchOrder`,
  reads: /^\/api\/cases\/[^/]+\/documents\/\w+/,
  parts: [sentence('document', within('.over'))],
}

const masters: Scene = {
  name: 'desk, cases to merge into',
  account: 't1.dispatcher',
  sizes: deskSizes,
  path: ({ reported }) => `/desk/cases/${reported.id}`,
  reads: /^\/api\/cases\?.*(category|q)=/,
  async open(page) {
    const merge = page.locator('[data-move="merge"]')
    await merge.waitFor({ state: 'attached' })
    if (!(await merge.isVisible())) await page.locator('details summary').first().click()
    await merge.click()
  },
  parts: [sentence('cases', within('[data-field="masterId"]'))],
}

const units: Scene = {
  name: 'desk, units to send',
  account: 't1.dispatcher',
  sizes: deskSizes,
  path: ({ accepted }) => `/desk/cases/${accepted.id}`,
  reads: /^\/api\/units/,
  async unfold(page) {
    await page.locator('[data-move="assign"]').click()
  },
  parts: [sentence('units', within('[data-field="ownerUnitId"]'))],
}

const proposals: Scene = {
  name: 'desk, units proposed',
  account: 't1.dispatcher',
  sizes: deskSizes,
  path: ({ accepted }) => `/desk/cases/${accepted.id}`,
  reads: /^\/api\/cases\/[^/]+\/unit-proposals/,
  async unfold(page) {
    await page.locator('[data-move="assign"]').click()
  },
  parts: [sentence('proposals', itself('[data-proposals]'))],
}

const deskGrids: Scene = {
  name: 'desk, the grids on its map',
  account: 't1.dispatcher',
  sizes: deskSizes,
  path: ({ handling }) => `/desk/cases/${handling.id}`,
  reads: /^\/api\/map\/grids/,
  parts: [sentence('map', itself('.side .map > .told'))],
}

const phonePage = (name: string, path: Scene['path'], parts: readonly ScreenPart[]): Scene => ({
  name: `phone, ${name}`,
  account: 't1.force',
  sizes: phoneSizes,
  path,
  reads: /^\/api\/(cases|notifications|patrols)/,
  isWhole: true,
  parts,
})

const phone: readonly Scene[] = [
  phonePage('tasks', () => '/m/tasks', [
    sentence('tasks', itself('.content .await')),
    dash('tab of what is owed', itself('[data-list="todo"] .count')),
    badge('badge of tasks', itself('nav.tabs a[href="/m/tasks"] .count')),
    badge('badge of notifications', itself('nav.tabs a[href="/m/me"] .count')),
  ]),
  phonePage('own reports', () => '/m/mine', [sentence('reports', itself('.content .await'))]),
  phonePage('a case', ({ handling }) => `/m/case/${handling.id}`, [sentence('case', within('.case'))]),
  phonePage('notifications', () => '/m/notifications', [
    sentence('notifications', itself('.content .await')),
  ]),
  {
    ...phonePage('patrol', () => '/m/me', [sentence('patrol', within('.patrol'))]),
    account: 't1v1g1',
    reads: /^\/api\/patrols/,
    isWhole: false,
  },
  {
    ...phonePage('grids of a village', () => '/m/report', [sentence('grids', within('dialog'))]),
    account: 't1v1g1',
    reads: /^\/api\/divisions\?parent/,
    isWhole: false,
    async unfold(page) {
      await page.getByRole('button', { name: '选村、网格' }).click()
    },
  },
]

const adminPage = (tab: string, parts: readonly ScreenPart[]): Scene => ({
  name: `admin, ${tab}`,
  account: 'county.director',
  sizes: deskSizes,
  path: () => `/admin/${tab}`,
  reads: /^\/api\/(clocks|duty)/,
  isWhole: true,
  parts,
})

const admin: readonly Scene[] = [
  adminPage('rules', [sentence('limits', within('.held')), sentence('changes', within('.log'))]),
  adminPage('settings', [sentence('settings', itself('.admin > .await'))]),
  {
    ...adminPage('playbooks', [sentence('playbooks', within('.held')), sentence('editions', within('.log'))]),
    reads: /^\/api\/playbooks/,
  },
  {
    ...adminPage('catalogue', [sentence('kinds', within('.held')), sentence('amendments', within('.log'))]),
    reads: /^\/api\/catalogue/,
  },
  {
    ...adminPage('dispatch', [sentence('quality', itself('.quality > .await'))]),
    reads: /^\/api\/statistics\/dispatch-quality/,
  },
  adminPage('hours', [sentence('hours', itself('.admin > .await'))]),
  adminPage('calendar', [sentence('years', itself('.admin > .await'))]),
  {
    ...adminPage('rules', [sentence('trial', within('dialog .preview'))]),
    name: 'admin, the trial of a limit',
    reads: /^\/api\/clocks\/rules\/preview/,
    isWhole: false,
    async open(page) {
      await page
        .getByRole('table')
        .getByRole('button', { name: /^受理立案 · 黄 / })
        .click()
    },
  },
  {
    ...adminPage('calendar', [sentence('months', page => page.locator('.board .await'))]),
    name: 'admin, another year',
    reads: /^\/api\/duty\/years\/\d+/,
    isWhole: false,
    async open(page) {
      await page.locator('.board').getByRole('button', { name: /^2025/ }).click()
    },
  },
]

const sessions: Scene = {
  name: 'own account',
  account: 't1.dispatcher',
  sizes: [...deskSizes, ...phoneSizes],
  path: () => '/account',
  reads: /^\/api\/(sessions|session\/second-factor)/,
  parts: [sentence('places signed in, second factor', within('main'))],
}

/** Every panel, list, card, map, search and badge of wall, desk, phone and admin. */
export const scenes: readonly Scene[] = [
  wall,
  wallList,
  desk,
  alarms,
  deskSearch,
  drop('forecast', /^今日将超时/, /^\/api\/forecast/),
  drop('notifications', /^提醒/, /^\/api\/notifications/),
  drop('who is on duty', /^值班(?!日志|表)/, /^\/api\/duty\/present/),
  watch,
  overDesk('hand-over', '/desk/hand-overs/latest', /^\/api\/duty\/hand-overs/),
  overDesk('log', '/desk/log', /^\/api\/duty\/acts/),
  roster,
  documents,
  document,
  masters,
  units,
  ...phone,
  ...admin,
  sessions,
  wallGrids,
  proposals,
  deskGrids,
  ...intakeScenes,
]
