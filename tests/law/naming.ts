import ts from 'typescript'
import { lineOf, nodesOf, syntaxOf } from './syntax.ts'
import { productOf, type Breach, type Tree } from './tree.ts'

const forbidden = /^(utils?|helpers?|managers?|services?|data|info|misc|common)$/i
const partsOf = (path: string) => path.replace(/\.\w+$/, '').split(/[/.]|(?<=[a-z])(?=[A-Z])/)

/** Words that name nothing of the field. */
export const nameBreaches = (tree: Tree): Breach[] =>
  [...tree.keys()].flatMap(path => {
    const found = partsOf(path).find(part => forbidden.test(part))
    return found === undefined ? [] : [`${path}: “${found}” names nothing of the field`]
  })

const outside = new Set([
  'process',
  'window',
  'document',
  'navigator',
  'localStorage',
  'fetch',
  'setTimeout',
  'setInterval',
  'crypto',
  'performance',
])

function impurityOf(node: ts.Node): string | undefined {
  if (ts.isPropertyAccessExpression(node) && /^(Date\.now|Math\.random)$/.test(node.getText()))
    return node.getText()
  if (ts.isNewExpression(node) && node.expression.getText() === 'Date' && !node.arguments?.length)
    return 'new Date()'
  if (ts.isStringLiteral(node) && /^node:/.test(node.text)) return node.text
  if (!ts.isIdentifier(node) || !outside.has(node.text)) return undefined
  const { parent } = node
  const isName =
    (ts.isPropertyAccessExpression(parent) && parent.name === node) ||
    ts.isPropertyAssignment(parent) ||
    ts.isPropertySignature(parent)
  return isName ? undefined : node.text
}

/** Shared is pure: no clock, no chance, no world outside. */
export const purityBreaches = (tree: Tree): Breach[] =>
  productOf(tree)
    .filter(([path]) => path.startsWith('shared/'))
    .flatMap(([path, text]) =>
      [...nodesOf(syntaxOf(path, text))].flatMap(node => {
        const found = impurityOf(node)
        return found === undefined ? [] : [`${path}:${lineOf(node)}: shared knows no ${found}`]
      }),
    )

const left = /\.(only|skip)\(|\b(TODO|FIXME|XXX)\b/

/** Nothing is left for later, and no test is left out. */
export const leftoverBreaches = (tree: Tree): Breach[] =>
  [...tree]
    .filter(([path, text]) => /\.(ts|vue)$/.test(path) && !path.startsWith('tests/law/') && left.test(text))
    .map(([path, text]) => `${path}: ${left.exec(text)?.[0] ?? ''}`)
