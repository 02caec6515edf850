import { describe, expect, it } from 'vitest'
import { deadlineBreaches, kindBreaches, listBreaches } from './catalogues.ts'
import { bindingBreaches, codeBreaches, twiceBreaches } from './contracts.ts'
import { doorBreaches, emitBreaches, queryBreaches, transactionBreaches, wallBreaches } from './doors.ts'
import { circleBreaches, levelBreaches, roleBreaches } from './imports.ts'
import { manifestBreaches } from './manifests.ts'
import { hashOf, migrationBreaches } from './migrations.ts'
import { sizeBreaches } from './sizes.ts'
import type { Breach, Tree } from './tree.ts'
import { trialBreaches } from './trials.ts'
import { typeNameBreaches } from './typeNames.ts'
import { leftoverBreaches, nameBreaches, purityBreaches } from './naming.ts'

/** A small product that keeps every law. */
const lawful: Readonly<Record<string, string>> = {
  'shared/src/kernel/index.ts': 'export const contract = <C>(row: C) => row\n',
  'shared/src/cases/index.ts': "export * from './contracts.ts'\nexport * from './refusals.ts'\n",
  'shared/src/cases/refusals.ts':
    "export const caseRefusals = refusals({ 'case.unknown': { status: 404, when: '…' } })\n",
  'shared/src/cases/contracts.ts':
    "export const seeCase = contract({ name: 'seeCase', method: 'GET', path: '/cases/:id', needs: 'case.read', refuses: ['case.unknown'] })\n",
  'server/src/platform/db/index.ts': 'export const inTx = 1\n',
  'server/src/features/grids/index.ts': 'export const grids = 1\n',
  'server/src/features/cases/index.ts': "import { bindCases } from './cases.routes.ts'\n",
  'server/src/features/cases/cases.routes.ts':
    "import { seeCase } from '@shuniu/shared/cases'\nimport { queries } from './cases.queries.ts'\non(seeCase, queries)\n",
  'server/src/features/cases/cases.queries.ts': "import { read } from './cases.repo.ts'\n",
  'server/src/features/cases/cases.commands.ts':
    "import { grids } from '../grids/index.ts'\ninTx(database, work)\n",
  'server/src/features/cases/cases.repo.ts': "import { cases } from './cases.tables.ts'\n",
  'server/src/features/cases/cases.tables.ts': 'export const cases = 1\n',
  'client/src/platform/live/socket.ts': "import { io } from 'socket.io-client'\n",
  'client/src/platform/map/engine.ts': "import { Map } from 'maplibre-gl'\n",
  'client/src/pages/desk/DeskPage.vue':
    '<script setup lang="ts">\nimport { ElTable } from \'element-plus\'\n</script>\n',
  'client/src/pages/wall/WallPage.vue':
    '<script setup lang="ts">\nimport { stage } from \'../../ui/stage.ts\'\n</script>\n',
  'client/src/ui/stage.ts': 'export const stage = 1\n',
  'client/src/features/cases/feature.ts': "export const feature = {\n  name: 'cases',\n}\n",
  'client/src/features/cases/messages.ts': 'export const caseMessages = {}\n',
  'client/src/features/cases/index.ts': 'export const useCases = 1\n',
  'tests/api/cases.test.ts': [
    "describe('GET /api/cases/:id', () => {",
    "  it('shows a case', async () => { await see() })",
    "  it('refuses a case that does not exist', async () => { await see() })",
    '})',
    '',
  ].join('\n'),
  'migrations/0000_begin.sql': 'create table cases ();\n',
}
const landed = { '0000_begin': hashOf(lawful['migrations/0000_begin.sql'] ?? '') }

const treeWith = (changes: Readonly<Record<string, string>> = {}): Tree =>
  new Map(Object.entries({ ...lawful, ...changes }))

type Law = (tree: Tree) => Breach[]

const manifests: Law = tree => manifestBreaches(tree, { cases: ['desk'] })
const migrations: Law = tree => migrationBreaches(tree, landed)

const laws: Readonly<Record<string, Law>> = {
  levels: levelBreaches,
  manifests,
  circles: circleBreaches,
  roles: roleBreaches,
  transactions: transactionBreaches,
  queries: queryBreaches,
  emitting: emitBreaches,
  doors: doorBreaches,
  wall: wallBreaches,
  bindings: bindingBreaches,
  codes: codeBreaches,
  names: twiceBreaches,
  trials: trialBreaches,
  sizes: sizeBreaches,
  purity: purityBreaches,
  words: nameBreaches,
  types: typeNameBreaches,
  leftovers: leftoverBreaches,
  migrations,
}

it.each(Object.entries(laws))('the law of %s is content with a lawful product', (_, law) => {
  expect(law(treeWith())).toEqual([])
})

const added = (path: string, text: string) => ({ [path]: (lawful[path] ?? '') + text })

const planted: readonly [what: string, law: Law, changes: Record<string, string>, told: string][] = [
  [
    'an import upwards',
    levelBreaches,
    added('server/src/features/grids/index.ts', "import { c } from '../cases/index.ts'\n"),
    'grids (level 1.5) imports cases (level 3)',
  ],
  [
    'an import of an equal',
    levelBreaches,
    {
      'server/src/features/patrol/index.ts': "import { reports } from '@shuniu/shared/reports'\n",
      'shared/src/reports/index.ts': '',
    },
    'patrol (level 4) imports reports (level 4)',
  ],
  [
    'files that import each other, if only by a type',
    circleBreaches,
    {
      'shared/src/cases/model.ts': "import type { A } from './attributes.ts'\n",
      'shared/src/cases/attributes.ts': "import { M } from './levels.ts'\n",
      'shared/src/cases/levels.ts': "export * from './model.ts'\n",
    },
    'attributes.ts · shared/src/cases/levels.ts · shared/src/cases/model.ts',
  ],
  [
    'an import past index.ts',
    levelBreaches,
    added('server/src/features/cases/cases.commands.ts', "import { rows } from '../grids/grids.repo.ts'\n"),
    'only through index.ts',
  ],
  [
    'a feature without a level',
    levelBreaches,
    { 'server/src/features/weather/index.ts': "import { grids } from '../grids/index.ts'\n" },
    'weather has no level',
  ],
  [
    'a platform that names a feature',
    levelBreaches,
    added('server/src/platform/db/index.ts', "import { grids } from '../../features/grids/index.ts'\n"),
    'the platform names no feature',
  ],
  [
    'a dumb part that knows a feature',
    levelBreaches,
    { 'client/src/ui/stage.ts': "import { useCases } from '../features/cases/index.ts'\n" },
    'ui knows no feature',
  ],
  [
    'a page that shows what it does not take in',
    manifests,
    added('client/src/pages/wall/wall.ts', "import { useCases } from '../../features/cases/index.ts'\n"),
    'cases is not listed for wall',
  ],
  [
    'a manifest that no page takes in',
    manifests,
    { 'client/src/features/patrol/feature.ts': "export const feature = {\n  name: 'patrol',\n}\n" },
    'not in client/src/features.ts',
  ],
  [
    'a manifest under another name',
    manifests,
    { 'client/src/features/cases/feature.ts': "export const feature = {\n  name: 'case',\n}\n" },
    'called as its folder is',
  ],
  [
    'a page that imports another',
    levelBreaches,
    added('client/src/pages/wall/wall.ts', "import desk from '../desk/DeskPage.vue'\n"),
    'a page imports no other page',
  ],
  [
    'a route that reads tables',
    roleBreaches,
    added('server/src/features/cases/cases.routes.ts', "import { cases } from './cases.tables.ts'\n"),
    'routes do not use tables',
  ],
  [
    'a repo that calls commands',
    roleBreaches,
    added('server/src/features/cases/cases.repo.ts', "import { move } from './cases.commands.ts'\n"),
    'repo do not use commands',
  ],
  [
    'a transaction in a route',
    transactionBreaches,
    added('server/src/features/cases/cases.routes.ts', 'inTx(database, work)\n'),
    'only commands, reactions and jobs open a transaction',
  ],
  [
    'a query that writes',
    queryBreaches,
    added('server/src/features/cases/cases.queries.ts', 'tx.orm.insert(cases)\n'),
    'a query writes nothing',
  ],
  [
    'a command that emits',
    emitBreaches,
    added('server/src/features/cases/cases.commands.ts', "io.emit('facts', {})\n"),
    'only platform/relay and platform/hub emit',
  ],
  [
    'a second holder of the socket',
    doorBreaches,
    { 'client/src/features/cases/cases.live.ts': "import { io } from 'socket.io-client'\n" },
    'only client/src/platform/live/socket.ts',
  ],
  [
    'a second holder of the map',
    doorBreaches,
    { 'client/src/features/cases/cases.layer.ts': "import { Map } from 'maplibre-gl'\n" },
    'only client/src/platform/map',
  ],
  [
    'a wall that loads the kit by a detour',
    wallBreaches,
    { 'client/src/ui/stage.ts': "import { ElTable } from 'element-plus'\n" },
    'ui/stage.ts → element-plus',
  ],
  [
    'a contract unbound',
    bindingBreaches,
    { 'server/src/features/cases/cases.routes.ts': '' },
    'seeCase is bound 0 times',
  ],
  [
    'a contract bound twice',
    bindingBreaches,
    added('server/src/features/cases/index.ts', 'on(seeCase, other)\n'),
    'seeCase is bound 2 times',
  ],
  [
    'a refusal that no catalogue has',
    codeBreaches,
    { 'shared/src/cases/refusals.ts': 'export const caseRefusals = refusals({})\n' },
    'seeCase refuses with case.unknown',
  ],
  [
    'a rule that refuses with an unknown code',
    codeBreaches,
    { 'shared/src/cases/rules.ts': "export const no = () => refuse('case.forgotten')\n" },
    'case.forgotten',
  ],
  [
    'two contracts of one address',
    twiceBreaches,
    { 'shared/src/cases/more.ts': "contract({ name: 'findCase', method: 'GET', path: '/cases/:id' })\n" },
    'GET /cases/:id',
  ],
  ['a contract without a test', trialBreaches, { 'tests/api/cases.test.ts': '' }, 'has no test'],
  [
    'a refusal without a test',
    trialBreaches,
    { 'tests/api/cases.test.ts': "it('GET /api/cases/:id shows a case', async () => { await see() })\n" },
    'no test of a refusal',
  ],
  [
    'a success without a test',
    trialBreaches,
    {
      'tests/api/cases.test.ts': "it('is refused', async () => { await visitor.get(`/api/cases/${id}`) })\n",
    },
    'no test of success',
  ],
  ['a file over its size', sizeBreaches, added('client/src/ui/stage.ts', '\n'.repeat(300)), '301 lines'],
  ['a test over its size', sizeBreaches, { 'tests/api/long.test.ts': '\n'.repeat(401) }, 'the limit is 400'],
  [
    'a clock in shared',
    purityBreaches,
    { 'shared/src/cases/due.ts': 'const now = new Date()\n' },
    'new Date()',
  ],
  [
    'chance in shared',
    purityBreaches,
    { 'shared/src/cases/pick.ts': 'const one = Math.random()\n' },
    'Math.random',
  ],
  [
    'the process in shared',
    purityBreaches,
    { 'shared/src/cases/env.ts': 'const env = process.env\n' },
    'process',
  ],
  ['a name that says nothing', nameBreaches, { 'server/src/platform/dateUtils.ts': '' }, 'Utils'],
  [
    'a name of two types, one of them in a component',
    typeNameBreaches,
    {
      'shared/src/cases/model.ts': 'export interface Standing {}\n',
      'client/src/ui/Mark.vue': '<script setup lang="ts">\ntype Standing = string\n</script>\n',
    },
    'Standing is declared in 2 files: shared/src/cases/model.ts:1, client/src/ui/Mark.vue:2',
  ],
  [
    'a name of two types, one of them in a test',
    typeNameBreaches,
    {
      'server/src/main.ts': 'class Running {}\n',
      'tests/api/running.test.ts': 'type Running = typeof running\n',
    },
    'Running is declared in 2 files',
  ],
  [
    'a test left out',
    leftoverBreaches,
    { 'tests/api/x.test.ts': "it.skip('…', () => undefined)\n" },
    '.skip(',
  ],
  ['a migration edited', migrations, added('migrations/0000_begin.sql', '-- more\n'), 'was edited since'],
  ['a migration not listed', migrations, { 'migrations/0001_more.sql': 'select 1;\n' }, 'is new'],
]

it.each(planted)('%s is told', (_, law, changes, told) => {
  expect(law(treeWith(changes)).join('\n')).toContain(told)
})

it('a migration taken away is told', () => {
  expect(migrationBreaches(new Map(), landed)).toEqual(['migrations/0000_begin.sql has landed and is gone'])
})

describe('a catalogue', () => {
  const row = { code: 'E0101', name: '邻里', shortName: '邻里', source: 'S1', icon: 'home' }

  it('tells a code used twice and a row without a word', () => {
    expect(listBreaches('category', [row, row, { code: 'E0102', name: ' ' }])).toEqual([
      'category E0101: the code is used twice',
      'category E0102: no text',
    ])
  })

  it('tells a kind without icon, text or source', () => {
    expect(kindBreaches([row, { ...row, icon: 'none', source: '', shortName: '' }], ['home'])).toHaveLength(3)
  })

  it('tells what has no deadline', () => {
    expect(deadlineBreaches(['red', 'blue'], level => (level === 'red' ? 5 : undefined))).toEqual([
      'no deadline for "blue"',
    ])
  })
})
