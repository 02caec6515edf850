import ts from 'typescript'
import { contractsOf, type Declared } from './contracts.ts'
import { nodesOf, syntaxOf } from './syntax.ts'
import type { Breach, Tree } from './tree.ts'

/** One test: what it says, and the code it runs, with that of its file's own functions. */
interface Trial {
  readonly title: string
  readonly text: string
}

const rootName = (node: ts.Expression): string =>
  ts.isIdentifier(node)
    ? node.text
    : ts.isCallExpression(node) || ts.isPropertyAccessExpression(node)
      ? rootName(node.expression)
      : ''

const titleOf = (call: ts.CallExpression) => {
  const [title] = call.arguments
  return title && ts.isStringLiteralLike(title) ? title.text : (title?.getText() ?? '')
}

/** `it`, `test`, `describe` and their forms such as `it.each(rows)('…', …)`: the call that carries the title. */
const isNamed = (node: ts.Node, names: readonly string[]): node is ts.CallExpression =>
  ts.isCallExpression(node) && node.arguments.length >= 2 && names.includes(rootName(node.expression))

function titlesAbove(node: ts.Node): string[] {
  const above: string[] = []
  for (let at: ts.Node = node.parent; !ts.isSourceFile(at); at = at.parent) {
    if (isNamed(at, ['describe'])) above.push(titleOf(at))
  }
  return above
}

/** The file's own functions and values by name: a test that calls one does what it does. */
function ownParts(source: ts.SourceFile): Map<string, string> {
  const parts = new Map<string, string>()
  for (const statement of source.statements) {
    if (ts.isFunctionDeclaration(statement) && statement.name)
      parts.set(statement.name.text, statement.getText())
    if (!ts.isVariableStatement(statement)) continue
    for (const one of statement.declarationList.declarations) parts.set(one.name.getText(), one.getText())
  }
  return parts
}

function withParts(text: string, parts: ReadonlyMap<string, string>): string {
  const used = new Set<string>()
  let whole = text
  for (const [name, part] of [...parts, ...parts]) {
    if (used.has(name) || !new RegExp(String.raw`(?<!\.)\b${name.replaceAll('$', '')}\b`).test(whole))
      continue
    used.add(name)
    whole += `\n${part}`
  }
  return whole
}

function trialsOf(path: string, text: string): Trial[] {
  const source = syntaxOf(path, text)
  const parts = ownParts(source)
  return [...nodesOf(source)]
    .filter(node => isNamed(node, ['it', 'test']))
    .map(call => ({
      title: [titleOf(call), ...titlesAbove(call)].join(' · '),
      text: withParts(call.getText(), parts),
    }))
}

const isTrialFile = (path: string) => /^(tests\/(api|live)|server\/src)\/.*\.test\.ts$/.test(path)

/** `/cases/:id/moves` as it is written in tests: with an id, or with one put in. */
const asWritten = ({ route }: Declared) =>
  route.replaceAll(/[.]/g, String.raw`\.`).replaceAll(/:\w+/g, String.raw`(?:\$\{[^}]*\}|[^/'"\`?])+`)

function namesOf(contract: Declared): RegExp {
  const end = String.raw`(?=['"\`?\s·]|$)`
  const written = asWritten(contract)
  const spoken = `${contract.method} /api${written}${end}`
  const called = String.raw`\.${contract.method.toLowerCase()}\w*\(\s*['"\`](?:/api)?${written}${end}`
  const injected = String.raw`method: '${contract.method}',\s*(?:url|path): ['"\`](?:/api)?${written}${end}`
  const read = String.raw`(?<!\.(?:post|put|delete)\w*\(\s*)['"\`](?:/api)?${written}${end}`
  const forms = [
    `(?<![.\\w])${contract.name}\\b`,
    spoken,
    called,
    injected,
    ...(contract.method === 'GET' ? [read] : []),
  ]
  return new RegExp(forms.join('|'))
}

const tellsRefusal = /\brefus(e|es|ed|al|als)\b/

/**
 * Each contract has a test that succeeds and one that is refused. A test is about a contract when its title or one of
 * its `describe`s says `POST /api/cases/:id/moves`, or when its code, with the functions of its file, names the contract
 * or calls its address. It is a test of a refusal when its titles say refuse, refuses, refused or refusal.
 */
export function trialBreaches(tree: Tree): Breach[] {
  const trials = [...tree]
    .filter(([path]) => isTrialFile(path))
    .flatMap(([path, text]) => trialsOf(path, text))
  return contractsOf(tree).flatMap(contract => {
    const names = namesOf(contract)
    const about = trials.filter(({ title, text }) => names.test(title) || names.test(text))
    const where = `${contract.name} (${contract.method} /api${contract.route})`
    if (about.length === 0) return [`${where} has no test`]
    const refused = about.filter(({ title }) => tellsRefusal.test(title))
    return [
      ...(refused.length === about.length ? [`${where} has no test of success`] : []),
      ...(contract.mayRefuse && refused.length === 0 ? [`${where} has no test of a refusal`] : []),
    ]
  })
}
