import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { inRoot, node, tool } from '../workshop/children.mjs'

const componentsOf = folder => readdirSync(folder, { recursive: true }).filter(name => name.endsWith('.vue'))

/** A component's script alone, on the lines where it stands in the component. */
function scriptOf(path) {
  const { parse } = createRequire(inRoot('client/package.json'))('vue/compiler-sfc')
  const { descriptor } = parse(readFileSync(path, 'utf8'), { filename: path })
  const script = descriptor.scriptSetup ?? descriptor.script
  return script === null ? '' : '\n'.repeat(script.loc.start.line - 1) + script.content
}

/** `./Other.vue` finds the copy beside it, `./other.ts` the file in the client, and packages are the client's. */
const config = () => ({
  extends: inRoot('client/tsconfig.json'),
  compilerOptions: {
    rootDirs: ['src', inRoot('client/src')],
    types: [inRoot('node_modules/vite/client')],
    noUnusedLocals: false,
    incremental: false,
    tsBuildInfoFile: null,
  },
  include: ['src', inRoot('client/src/**/*.d.ts')],
})

/** The linter knows TypeScript alone and leaves out what Git ignores: components' scripts are copied out of the tree. */
function copyScripts(target) {
  const source = inRoot('client/src')
  for (const name of componentsOf(source)) {
    const copy = join(target, 'src', `${name}.ts`)
    mkdirSync(dirname(copy), { recursive: true })
    writeFileSync(copy, scriptOf(join(source, name)))
  }
  symlinkSync(inRoot('client/node_modules'), join(target, 'node_modules'), 'junction')
  writeFileSync(join(target, 'tsconfig.json'), JSON.stringify(config()))
}

/** The rules that need types, over all TypeScript and over the scripts of components; settles with the exit code. */
export async function lintTyped() {
  const copies = mkdtempSync(join(tmpdir(), 'shuniu-scripts-'))
  try {
    copyScripts(copies)
    const oxlint = [tool('oxlint'), '--type-aware', '--config', inRoot('.oxlintrc.json')]
    return await node([...oxlint, 'shared', 'server', 'client', 'tests', join(copies, 'src')])
  } finally {
    rmSync(copies, { recursive: true, force: true })
  }
}
