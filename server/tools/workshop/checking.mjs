import { node, tool } from './children.mjs'
import { tell } from './tallies.mjs'

const typesOf = (name, compiler = tool('typescript', 'tsc')) => [compiler, '--noEmit', '-p', name]

const steps = () => [
  [
    'format',
    [tool('prettier'), '--check', '--log-level=warn', '--cache', '--cache-location=.cache/prettier', '.'],
  ],
  ['lint', [tool('eslint'), '--cache', '--cache-location=.cache/eslint', '--cache-strategy=content', '.']],
  ['types of shared', typesOf('shared')],
  ['types of server', typesOf('server')],
  ['types of client', typesOf('client', tool('vue-tsc'))],
  ['types of tests', typesOf('tests')],
  ['law', [tool('vitest'), 'run', '--project', 'law']],
  ['unused code', [tool('knip'), '--no-progress']],
]

/** Everything that needs no running server, each step to its end: one look shows all that is wrong. */
export async function check(args) {
  const wanted = steps().filter(([name]) => args.length === 0 || args.includes(name.split(' ')[0]))
  const failed = []
  for (const [name, command] of wanted) {
    process.stdout.write(`— ${name}\n`)
    if ((await node(command)) !== 0) failed.push(name)
  }
  if (failed.length > 0) process.stdout.write(`\nNot in order: ${failed.join(', ')}\n`)
  tell({ passed: wanted.length - failed.length, failed: failed.length, skipped: 0 })
  return failed.length === 0 ? 0 : 1
}
