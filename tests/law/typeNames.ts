import ts from 'typescript'
import { lineOf, syntaxOf } from './syntax.ts'
import type { Breach, Tree } from './tree.ts'

type TypeStatement =
  ts.InterfaceDeclaration | ts.TypeAliasDeclaration | ts.ClassDeclaration | ts.EnumDeclaration

const isTypeStatement = (node: ts.Statement): node is TypeStatement =>
  ts.isInterfaceDeclaration(node) ||
  ts.isTypeAliasDeclaration(node) ||
  ts.isClassDeclaration(node) ||
  ts.isEnumDeclaration(node)

interface NamedType {
  readonly name: string
  readonly path: string
  readonly line: number
}

const typesIn = (path: string, text: string): NamedType[] =>
  syntaxOf(path, text)
    .statements.filter(isTypeStatement)
    .flatMap(node => (node.name ? [{ name: node.name.text, path, line: lineOf(node) }] : []))

const filesOf = (types: readonly NamedType[]) => new Set(types.map(({ path }) => path))
const placesOf = (types: readonly NamedType[]) => types.map(({ path, line }) => `${path}:${line}`).join(', ')

/** A type's name stands for one thing in the whole repository: no two files declare it, exported or not. */
export function typeNameBreaches(tree: Tree): Breach[] {
  const byName = new Map<string, NamedType[]>()
  for (const [path, text] of tree) {
    if (!/\.(ts|mts|vue)$/.test(path)) continue
    for (const one of typesIn(path, text)) byName.set(one.name, [...(byName.get(one.name) ?? []), one])
  }
  return [...byName]
    .filter(([, types]) => filesOf(types).size > 1)
    .map(([name, types]) => `${name} is declared in ${filesOf(types).size} files: ${placesOf(types)}`)
}
