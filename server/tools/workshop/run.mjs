import { build } from './building.mjs'
import { check } from './checking.mjs'
import { inRoot, node, together, tool } from './children.mjs'
import { install } from './installing.mjs'
import { prove } from './proving.mjs'
import { test } from './testing.mjs'

const start = async args => {
  await build()
  return node(['--enable-source-maps', inRoot('server/dist/main.js'), ...args])
}

/** The server anew with each saved file, and the client's own server with hot replacement beside it. */
const dev = () =>
  together([
    [inRoot('node_modules/tsx/dist/cli.mjs'), 'watch', '--clear-screen=false', inRoot('server/src/main.ts')],
    [tool('vite', 'vite')],
  ])

const script = path => args => node(['--import', 'tsx', inRoot(path), ...args])

/** A program of the server beside it, built with it. */
const built = name => async args => {
  await build(['server'])
  return node(['--enable-source-maps', inRoot(`server/dist/${name}.js`), ...args])
}

/** Measures what users run: the built server and client; whoever only asks how need not wait for them. */
const bench = async args => {
  if (!args.includes('--help') && !args.includes('-h')) await build()
  return script('tests/bench/main.ts')(args)
}

const commands = {
  start,
  dev,
  test,
  check,
  prove,
  drill: script('tests/drills/main.ts'),
  bench,
  admin: built('admin'),
  import: built('import'),
  backup: built('backup'),
  restore: built('restore'),
}

/** Runs one command of the workshop and answers with the exit code. */
export async function run(name, args) {
  const command = Object.hasOwn(commands, name ?? '') ? commands[name] : undefined
  if (!command) {
    process.stderr.write(`usage: npm run <${Object.keys(commands).join('|')}> [-- arguments]\n`)
    return 2
  }
  await install()
  return command(args)
}
