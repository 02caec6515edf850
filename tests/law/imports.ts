import { posix } from 'node:path'
import { circlesIn } from './circles.ts'
import { levels, placeOf, commonLanguage, type FilePlace } from './levels.ts'
import { importsOf, type Import } from './syntax.ts'
import { productOf, type Breach, type Tree } from './tree.ts'

export interface ImportEdge extends Import {
  readonly path: string
  /** A path from the root, or the name of an outside package. */
  readonly to: string
}

const workspaces: readonly [prefix: string, to: (rest: string) => string][] = [
  ['@shuniu/shared/', rest => `shared/src/${rest}/index.ts`],
  ['@shuniu/server/platform/', rest => `server/src/platform/${rest}/index.ts`],
  ['@shuniu/server/features/', rest => `server/src/features/${rest}/index.ts`],
  ['@shuniu/server/app', () => 'server/src/app.ts'],
]

function targetOf(path: string, from: string): string {
  if (from.startsWith('.')) return posix.normalize(posix.join(posix.dirname(path), from)).replace(/\?.*$/, '')
  const own = workspaces.find(([prefix]) => from.startsWith(prefix))
  return own ? own[1](from.slice(own[0].length)) : from
}

const edgesFrom = (files: readonly [path: string, text: string][]): ImportEdge[] =>
  files.flatMap(([path, text]) =>
    importsOf(path, text).map(found => ({ ...found, path, to: targetOf(path, found.from) })),
  )

/** Every import of the product, resolved. */
export const edgesOf = (tree: Tree): ImportEdge[] => edgesFrom(productOf(tree))

/** Files that import each other, by whatever way round, words and what is loaded late included; tests and tools too. */
export const circleBreaches = (tree: Tree): Breach[] =>
  circlesIn(edgesFrom([...tree]).filter(({ to }) => tree.has(to))).map(
    files => `in a circle: ${files.join(' · ')}`,
  )

const levelOf = ({ name }: FilePlace) => levels[name]
const wholeOf = ({ side, kind, name }: FilePlace) => `${side}/${kind}/${name}`
const isIndex = (path: string) => path.endsWith('/index.ts')

/** What pages compose and load with themselves, so that a wall does not carry a desk. */
const isShown = (path: string) => /\.(layer|panel|commands|store|live)\.ts$|\.vue$|\.css$/.test(path)

function fromFeature(own: FilePlace, other: FilePlace, to: string): string | undefined {
  const [level, below] = [levelOf(own), levelOf(other)]
  if (other.kind === 'page' || other.kind === 'top') return 'a feature knows neither pages nor the app'
  if (other.kind !== 'feature') return undefined
  if (level === undefined) return `${own.name} has no level in tests/law/levels.ts`
  if (below === undefined) return `${other.name} has no level in tests/law/levels.ts`
  const isOwnLanguage = own.name === other.name && other.side === 'shared'
  const isCommon = other.side === 'shared' && level > 0 && commonLanguage.includes(other.name)
  if (!isOwnLanguage && !isCommon && below >= level) {
    return `${own.name} (level ${level}) imports ${other.name} (level ${below}): only lower levels`
  }
  return isIndex(to) || (own.side === 'client' && isShown(to)) ? undefined : 'only through index.ts'
}

function fromPlatform(other: FilePlace, to: string): string | undefined {
  if (other.kind === 'feature' && other.side !== 'shared') return 'the platform names no feature'
  if (other.kind === 'feature' && !commonLanguage.includes(other.name)) {
    return `the platform reads only ${commonLanguage.join(', ')} of shared`
  }
  if (other.kind === 'page' || other.kind === 'top') return 'the platform knows neither pages nor the app'
  return other.kind === 'ui' || /\.(vue|css)$/.test(to) || isIndex(to) || other.side === 'client'
    ? undefined
    : 'only through index.ts'
}

function fromUi(other: FilePlace): string | undefined {
  return other.kind === 'feature' && other.side === 'client' ? 'ui knows no feature' : undefined
}

const fromPage = (own: FilePlace, other: FilePlace, to: string): string | undefined => {
  if (other.kind === 'page' && other.name !== own.name) return 'a page imports no other page'
  return other.kind === 'feature' && !isIndex(to) && !isShown(to) ? 'only through index.ts' : undefined
}

function wrongWith({ path, to }: ImportEdge): string | undefined {
  const [own, other] = [placeOf(path), placeOf(to)]
  if (!own || !other || wholeOf(own) === wholeOf(other)) return undefined
  if (own.side !== other.side && other.side !== 'shared') return `${own.side} imports ${other.side}`
  if (own.kind === 'feature') return fromFeature(own, other, to)
  if (own.kind === 'platform') return fromPlatform(other, to)
  if (own.kind === 'ui') return fromUi(other)
  return own.kind === 'page' ? fromPage(own, other, to) : undefined
}

/** A feature imports only lower levels and only through `index.ts`; platform and ui import no feature. */
export const levelBreaches = (tree: Tree): Breach[] =>
  edgesOf(tree).flatMap(edge => {
    const wrong = wrongWith(edge)
    return wrong === undefined ? [] : [`${edge.path} → ${edge.to}: ${wrong}`]
  })

const roles = ['tables', 'repo', 'queries', 'commands', 'reactions', 'job', 'routes'] as const
type FileRole = (typeof roles)[number]
const mayUse: Readonly<Record<FileRole, readonly FileRole[]>> = {
  tables: ['tables'],
  repo: ['repo', 'tables'],
  queries: ['queries', 'repo', 'tables'],
  commands: ['commands', 'queries', 'repo', 'tables'],
  reactions: ['reactions', 'commands', 'queries', 'repo', 'tables'],
  job: ['job', 'commands', 'queries', 'repo', 'tables'],
  routes: ['routes', 'commands', 'queries'],
}
const roleOf = (path: string): FileRole | undefined =>
  path.startsWith('server/src/features/') ? roles.find(role => path.endsWith(`.${role}.ts`)) : undefined

/** Inside a feature: routes → commands | queries → repo → tables; types may be named from anywhere. */
export const roleBreaches = (tree: Tree): Breach[] =>
  edgesOf(tree).flatMap(edge => {
    const [own, other] = [roleOf(edge.path), roleOf(edge.to)]
    if (!own || !other || edge.isType || mayUse[own].includes(other)) return []
    return [`${edge.path} → ${edge.to}: ${own} do not use ${other}`]
  })

/** The features each feature stands on, lowest level first: what the law test prints. */
export function graphOf(tree: Tree): string {
  const below = new Map<string, Set<string>>()
  for (const { path, to } of edgesOf(tree)) {
    const [own, other] = [placeOf(path), placeOf(to)]
    if (own?.kind !== 'feature' || other?.kind !== 'feature') continue
    const known = below.get(own.name) ?? new Set()
    if (own.name !== other.name) known.add(other.name)
    below.set(own.name, known)
  }
  const line = ([name, known]: [string, Set<string>]) =>
    `  ${levels[name] ?? '?'} ${name.padEnd(12)} → ${[...known].sort().join(' ')}`
  return [...below].map(line).sort().join('\n')
}
