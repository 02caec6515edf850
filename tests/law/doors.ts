import ts from 'typescript'
import { features } from '../../client/src/features.ts'
import { edgesOf, type ImportEdge } from './imports.ts'
import { lineOf, nodesOf, syntaxOf } from './syntax.ts'
import { productOf, type Breach, type Tree } from './tree.ts'

interface Door {
  readonly what: string
  readonly isUsed: (edge: ImportEdge) => boolean
  readonly isAllowed: (path: string) => boolean
}

/** Packages that one place alone may hold. */
const doors: readonly Door[] = [
  {
    what: 'only client/src/platform/live/socket.ts imports socket.io-client',
    isUsed: ({ path, to, isType }) => path.startsWith('client/') && to === 'socket.io-client' && !isType,
    isAllowed: path => path === 'client/src/platform/live/socket.ts',
  },
  {
    what: 'only client/src/platform/map imports maplibre-gl',
    isUsed: ({ to, isType }) => /^maplibre-gl(\/|$)/.test(to) && !isType,
    isAllowed: path => path.startsWith('client/src/platform/map/'),
  },
]

export const doorBreaches = (tree: Tree): Breach[] =>
  edgesOf(tree).flatMap(edge =>
    doors.flatMap(door =>
      door.isUsed(edge) && !door.isAllowed(edge.path) ? [`${edge.path}: ${door.what}`] : [],
    ),
  )

const callsOf = (path: string, text: string) =>
  [...nodesOf(syntaxOf(path, text))].filter(node => ts.isCallExpression(node))

/** Only relay and hub send: whatever a request tells goes through the outbox. */
export const emitBreaches = (tree: Tree): Breach[] =>
  productOf(tree)
    .filter(([path]) => path.startsWith('server/') && !/^server\/src\/platform\/(relay|hub)\//.test(path))
    .flatMap(([path, text]) =>
      callsOf(path, text)
        .filter(
          ({ expression }) => ts.isPropertyAccessExpression(expression) && expression.name.text === 'emit',
        )
        .map(call => `${path}:${lineOf(call)}: only platform/relay and platform/hub emit`),
    )

const writes = /\borm\s*\.(insert|update|delete)\(|\boutbox\s*\.add\(/

/** Only commands, reactions and jobs open a transaction that writes; queries open one to read things of one moment. */
const mayOpen = (path: string) =>
  /\.(commands|reactions|job|queries)\.ts$/.test(path) || path.startsWith('server/src/platform/')

/** Kept apart by name, each for its reason. */
const exceptions: Readonly<Record<string, string>> = {
  'server/src/features/cases/numbers.ts':
    'numbers are taken apart from the case, so that cases do not wait in line',
  'server/src/features/identity/remembered.ts': 'a session is touched beside whatever the request does',
  'server/src/features/patrol/index.ts': 'a socket asks whether a patrol is running',
  'server/src/features/patrol/tracks.ts': 'positions are a lane of their own, written in batches',
  'server/src/features/statistics/statistics.push.ts': 'reads how far the counters have come',
}

export const transactionBreaches = (tree: Tree): Breach[] =>
  productOf(tree)
    .filter(([path]) => path.startsWith('server/') && !mayOpen(path) && !Object.hasOwn(exceptions, path))
    .flatMap(([path, text]) =>
      callsOf(path, text)
        .filter(({ expression }) => ts.isIdentifier(expression) && expression.text === 'inTx')
        .map(call => `${path}:${lineOf(call)}: only commands, reactions and jobs open a transaction`),
    )

export const queryBreaches = (tree: Tree): Breach[] =>
  productOf(tree)
    .filter(([path, text]) => path.endsWith('.queries.ts') && writes.test(text))
    .map(([path]) => `${path}: a query writes nothing`)

/** Everything loaded with a file, by the way it came. */
function loadedWith(edges: readonly ImportEdge[], start: readonly string[]): Map<string, string> {
  const byPath = grouped(edges)
  const seen = new Map(start.map(path => [path, path]))
  const waiting = [...start]
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    for (const { to, isType, isLazy } of byPath.get(path) ?? []) {
      if (isType || isLazy || seen.has(to)) continue
      seen.set(to, `${seen.get(path) ?? path} → ${to}`)
      waiting.push(to)
    }
  }
  return seen
}

function grouped(edges: readonly ImportEdge[]): Map<string, ImportEdge[]> {
  const byPath = new Map<string, ImportEdge[]>()
  for (const edge of edges) byPath.set(edge.path, [...(byPath.get(edge.path) ?? []), edge])
  return byPath
}

const notOnWalls = /^(element-plus|vant|@element-plus)(\/|$)|^client\/src\/pages\/(?!wall\/)/

/** The wall loads neither the desk nor its kit, by no chain of imports; nor does what every page starts from, nor a manifest of what it shows. */
export function wallBreaches(tree: Tree): Breach[] {
  const edges = edgesOf(tree)
  const manifests = Object.entries<readonly string[]>(features)
    .filter(([, pages]) => pages.includes('wall') || pages.includes('every'))
    .map(([name]) => `client/src/features/${name}/feature.ts`)
  const start = [...tree.keys()].filter(
    path => /^client\/src\/(pages\/wall\/|main\.ts$)/.test(path) || manifests.includes(path),
  )
  return [...loadedWith(edges, start)]
    .filter(([path]) => notOnWalls.test(path))
    .map(([path, way]) => `${path} is loaded with the wall: ${way}`)
}
