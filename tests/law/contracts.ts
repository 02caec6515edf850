import ts from 'typescript'
import { nodesOf, syntaxOf } from './syntax.ts'
import { productOf, type Breach, type Tree } from './tree.ts'

export interface Declared {
  readonly path: string
  readonly name: string
  readonly method: string
  /** Below `/api`. */
  readonly route: string
  readonly refuses: readonly string[]
  /** Whether anything at all could be refused: a public route without parts cannot. */
  readonly mayRefuse: boolean
}

const textOf = (node: ts.Expression | undefined) =>
  node && ts.isStringLiteralLike(node) ? node.text : undefined

/** The calls of one function by name; its whole name where it has dots. */
function* callsOf(tree: Iterable<readonly [string, string]>, names: RegExp) {
  for (const [path, text] of tree) {
    for (const node of nodesOf(syntaxOf(path, text))) {
      if (ts.isCallExpression(node) && names.test(node.expression.getText())) yield { path, node }
    }
  }
}

function propertiesOf(call: ts.CallExpression): Map<string, ts.Expression> {
  const [row] = call.arguments
  if (!row || !ts.isObjectLiteralExpression(row)) return new Map()
  const assigned = row.properties.filter(property => ts.isPropertyAssignment(property))
  return new Map(
    assigned.map(property => [property.name.getText().replaceAll("'", ''), property.initializer]),
  )
}

const literalsOf = (node: ts.Expression | undefined) =>
  node ? [...nodesOf(node)].filter(part => ts.isStringLiteralLike(part)).map(part => part.text) : []

/** A contract's rows may stand on a base that is spread in: what a row lacks is looked for in its file. */
const methodIn = (path: string, tree: Tree) => /method: '([A-Z]+)'/.exec(tree.get(path) ?? '')?.[1] ?? 'GET'

export function contractsOf(tree: Tree): Declared[] {
  const rows = [...callsOf(productOf(tree), /^contract$/)].map(({ path, node }): Declared | undefined => {
    const row = propertiesOf(node)
    const [name, route] = [textOf(row.get('name')), textOf(row.get('path'))]
    if (name === undefined || route === undefined) return undefined
    const refuses = literalsOf(row.get('refuses'))
    const shape = row.get('shape')?.getText() ?? ''
    const hasParts = /\b(params|query|body)\b/.test(shape)
    const mayRefuse = refuses.length > 0 || hasParts || textOf(row.get('needs')) !== 'public'
    return {
      path,
      name,
      method: textOf(row.get('method')) ?? methodIn(path, tree),
      route,
      refuses,
      mayRefuse,
    }
  })
  return rows.filter(row => row !== undefined)
}

/** What the client says of its own link never crosses the wire. */
const languageOf = (tree: Tree) => productOf(tree).filter(([path]) => !path.startsWith('client/'))

const serverOf = (tree: Tree) => productOf(tree).filter(([path]) => path.startsWith('server/'))

/** Each contract is bound once on the server: `on(contract, …)` or `on.open(contract, …)`. */
export function bindingBreaches(tree: Tree): Breach[] {
  const bound = [...callsOf(serverOf(tree), /^on(\.open)?$/)].map(({ node }) => node.arguments[0]?.getText())
  return contractsOf(tree).flatMap(({ path, name }) => {
    const times = bound.filter(known => known === name).length
    return times === 1 ? [] : [`${path}: ${name} is bound ${times} times on the server, not once`]
  })
}

export const refusalCodesOf = (tree: Tree): Set<string> =>
  new Set([...callsOf(productOf(tree), /^refusals$/)].flatMap(({ node }) => [...propertiesOf(node).keys()]))

/** Each code that a contract names, or that a rule or the server refuses with, stands in a catalogue. */
export function codeBreaches(tree: Tree): Breach[] {
  const known = refusalCodesOf(tree)
  const named = contractsOf(tree).flatMap(({ path, name, refuses }) =>
    refuses.map(code => ({ code, where: `${path}: ${name}` })),
  )
  const given = [...callsOf(languageOf(tree), /^refuse$/)].flatMap(({ path, node }) => {
    const code = textOf(node.arguments[0])
    return code === undefined ? [] : [{ code, where: path }]
  })
  return [...named, ...given]
    .filter(({ code }) => !known.has(code))
    .map(({ code, where }) => `${where} refuses with ${code}, which no catalogue has`)
}

/** Contracts are told apart by name in the client and by method and path on the wire. */
export function twiceBreaches(tree: Tree): Breach[] {
  const contracts = contractsOf(tree)
  const words = contracts.flatMap(({ name, method, route }) => [name, `${method} ${route}`])
  const twice = new Set(words.filter((word, at) => words.indexOf(word) !== at))
  return [...twice].map(word => `two contracts are called ${word}`)
}
