import { availableParallelism } from 'node:os'
import { inRoot, node, tool } from './children.mjs'
import { tell } from './tallies.mjs'

const typesOf = (name, compiler = tool('typescript', 'tsc')) => [compiler, '--noEmit', '-p', name]

/** The dearest first, so that none of them is begun alone at the end. */
const steps = () => [
  ['lint', [tool('eslint'), '--cache', '--cache-location=.cache/eslint', '--cache-strategy=content', '.']],
  ['lint of types', [inRoot('server/tools/lint/main.mjs')]],
  ['types of client', typesOf('client', tool('vue-tsc'))],
  ['types of tests', typesOf('tests')],
  ['law', [tool('vitest'), 'run', '--project', 'law']],
  ['types of server', typesOf('server')],
  [
    'format',
    [tool('prettier'), '--check', '--log-level=warn', '--cache', '--cache-location=.cache/prettier', '.'],
  ],
  ['types of shared', typesOf('shared')],
  ['unused code', [tool('knip'), '--no-progress']],
]

/** Runs a step to its end; what it says is kept together, and told when it has ended. */
async function run([name, command]) {
  const begun = performance.now()
  const said = []
  const code = await node(command, { heard: piece => said.push(piece) })
  const seconds = ((performance.now() - begun) / 1_000).toFixed(1)
  process.stdout.write(`— ${name}, ${seconds} s\n${Buffer.concat(said).toString()}`)
  return code === 0
}

/** Everything that needs no running server, each step to its end: one look shows all that is wrong. */
export async function check(args) {
  const wanted = steps().filter(([name]) => args.length === 0 || args.includes(name.split(' ')[0]))
  const waiting = [...wanted]
  const failed = []
  const work = async () => {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
      if (!(await run(step))) failed.push(step[0])
    }
  }
  await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, work))
  if (failed.length > 0) process.stdout.write(`\nNot in order: ${failed.join(', ')}\n`)
  tell({ passed: wanted.length - failed.length, failed: failed.length, skipped: 0 })
  return failed.length === 0 ? 0 : 1
}
