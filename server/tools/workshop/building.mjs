import { existsSync } from 'node:fs'
import { inRoot, node, tool } from './children.mjs'
import { fingerprint, hasStamp, stamp } from './stamps.mjs'

const common = ['pnpm-lock.yaml', 'tsconfig.base.json', 'shared/src']

const outputs = {
  client: {
    name: 'client',
    made: 'client/dist/index.html',
    sources: [...common, 'vite.config.ts', 'client'],
    args: () => [tool('vite'), 'build', '--logLevel', 'warn'],
  },
  server: {
    name: 'server',
    made: 'server/dist/main.js',
    sources: [...common, 'server/package.json', 'server/src', 'server/tools'],
    args: () => [inRoot('server/tools/build.mjs')],
  },
}

async function make({ name, made, sources, args }) {
  const mark = `.cache/built-${name}`
  const print = fingerprint(sources, [process.version])
  if (existsSync(inRoot(made)) && hasStamp(mark, print)) return
  // What a program answers may be read by another.
  process.stderr.write(`Building the ${name} …\n`)
  const code = await node(args())
  if (code !== 0) throw new Error(`The ${name} could not be built; see the lines above.`)
  stamp(mark, print)
}

/** Builds client and server, or those named, where their sources changed since they were built last. */
export const build = (names = Object.keys(outputs)) => Promise.all(names.map(name => make(outputs[name])))
