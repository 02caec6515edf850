import ts from 'typescript'

/** One import of a module, by whatever form. */
export interface Import {
  readonly from: string
  /** Erased by the compiler: it couples words, not running code. */
  readonly isType: boolean
  /** Loaded when asked for, not with the module. */
  readonly isLazy: boolean
}

/** A component's script stands on the lines on which it stands in the component. */
function scriptOf(path: string, text: string): string {
  if (!path.endsWith('.vue')) return text
  const [, before = '', script = ''] = /^([\s\S]*?<script[^>]*>)([\s\S]*?)<\/script>/.exec(text) ?? []
  return '\n'.repeat(before.split('\n').length - 1) + script
}

const parsed = new Map<string, ts.SourceFile>()

/** The syntax tree of a TypeScript file, or of a component's script. */
export function syntaxOf(path: string, text: string): ts.SourceFile {
  const key = `${path}\0${text}`
  const known = parsed.get(key)
  if (known) return known
  const source = ts.createSourceFile(
    path,
    scriptOf(path, text),
    ts.ScriptTarget.ES2022,
    true,
    ts.ScriptKind.TS,
  )
  parsed.set(key, source)
  return source
}

/** Every node below, outermost first. */
export function* nodesOf(node: ts.Node): Generator<ts.Node> {
  yield node
  const children: ts.Node[] = []
  node.forEachChild(child => void children.push(child))
  for (const child of children) yield* nodesOf(child)
}

function isTypeClause(clause: ts.ImportClause | undefined): boolean {
  if (!clause) return false
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true
  const named = clause.namedBindings
  if (clause.name || !named || !ts.isNamedImports(named)) return false
  return named.elements.length > 0 && named.elements.every(element => element.isTypeOnly)
}

function importOf(node: ts.Node): Import | undefined {
  if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
    return { from: node.moduleSpecifier.text, isType: isTypeClause(node.importClause), isLazy: false }
  }
  if (ts.isExportDeclaration(node) && node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier)) {
    return { from: node.moduleSpecifier.text, isType: node.isTypeOnly, isLazy: false }
  }
  if (!ts.isCallExpression(node) || node.expression.kind !== ts.SyntaxKind.ImportKeyword) return undefined
  const [asked] = node.arguments
  return asked && ts.isStringLiteral(asked) ? { from: asked.text, isType: false, isLazy: true } : undefined
}

export function importsOf(path: string, text: string): Import[] {
  if (!/\.(ts|vue|mts)$/.test(path)) return []
  return [...nodesOf(syntaxOf(path, text))].map(importOf).filter(found => found !== undefined)
}

export const lineOf = (node: ts.Node): number =>
  node.getSourceFile().getLineAndCharacterOfPosition(node.getStart()).line + 1
