import type { Breach, Tree } from './tree.ts'
import { isTest } from './tree.ts'

const limits = { product: 300, test: 400 }
const linesOf = (text: string) => text.split('\n').length - (text.endsWith('\n') ? 1 : 0)
const isCode = (path: string) => /\.(ts|vue|mjs)$/.test(path)

/** No file over 300 lines, no test over 400: what is longer is split by meaning. */
export const sizeBreaches = (tree: Tree): Breach[] =>
  [...tree]
    .filter(([path]) => isCode(path))
    .flatMap(([path, text]) => {
      const [lines, limit] = [linesOf(text), isTest(path) ? limits.test : limits.product]
      return lines > limit ? [`${path}: ${lines} lines; the limit is ${limit}`] : []
    })

/** Lines of the product's files: the middle one, and the one that nine of ten are no longer than. */
export function spreadOf(tree: Tree): { files: number; median: number; p90: number; longest: number } {
  const sizes = [...tree]
    .filter(([path]) => isCode(path) && /^(shared|server|client)\/src\//.test(path) && !isTest(path))
    .map(([, text]) => linesOf(text))
    .sort((a, b) => a - b)
  const at = (share: number) => sizes[Math.min(sizes.length - 1, Math.floor(sizes.length * share))] ?? 0
  return { files: sizes.length, median: at(0.5), p90: at(0.9), longest: sizes.at(-1) ?? 0 }
}
