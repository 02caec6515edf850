import { spawn } from 'node:child_process'
import { cp, mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, relative, resolve } from 'node:path'

const product = resolve(import.meta.dirname, '../..')

/** The folders that have packages of their own; `''` is the root. */
const packages = ['', 'shared', 'server', 'client', 'tests'] as const
type Part = Exclude<(typeof packages)[number], ''>

/** What is made from the sources, or belongs to one machine alone. */
const unplanted = /(^|\/)(node_modules|dist|\.git|\.cache|coverage)$|^data$/
const isSource = (path: string): boolean => !unplanted.test(relative(product, path))

/** What a program said, and whether it ended well. */
export interface Said {
  readonly isGood: boolean
  readonly text: string
}

/** A copy of the product in which a recipe is followed: other files than those of the product are never written. */
export interface ScratchCopy {
  /** Writes a file that was not there. */
  create(path: string, text: string): Promise<void>
  /** Puts `by` where `text` stands; throws unless it stands there exactly once. */
  edit(path: string, text: string, by: string): Promise<void>
  /** The files that are not as in the product, by their paths: what the recipe costs. */
  touched(): Promise<readonly string[]>
  /** What the compiler says of one part of the copy. */
  types(part: Part): Promise<Said>
  /** Runs tests of the copy, as Vitest's arguments name them. */
  tests(...args: readonly string[]): Promise<Said>
  /** Makes every file what it is in the product. */
  takeOut(): Promise<void>
  /** Removes the copy. */
  remove(): Promise<void>
}

/** Packages as they are installed, but those of the product, which are the copy's own. */
async function linkPackages(root: string, folder: string): Promise<void> {
  const [installed, linked] = [join(product, folder, 'node_modules'), join(root, folder, 'node_modules')]
  const names = await readdir(installed).catch((): string[] => [])
  await mkdir(linked, { recursive: true })
  for (const name of names.filter(name => name !== '@shuniu' && name !== '.vite')) {
    await symlink(await realpath(join(installed, name)), join(linked, name))
  }
  if (!names.includes('@shuniu')) return
  await mkdir(join(linked, '@shuniu'))
  for (const name of await readdir(join(installed, '@shuniu'))) {
    const own = relative(product, await realpath(join(installed, '@shuniu', name)))
    await symlink(join(root, own), join(linked, '@shuniu', name))
  }
}

async function filesUnder(root: string, folder = ''): Promise<string[]> {
  const entries = await readdir(join(root, folder), { withFileTypes: true })
  const found = entries
    .map(entry => ({ entry, path: join(folder, entry.name) }))
    .filter(({ path }) => isSource(join(product, path)))
    .map(({ entry, path }) => (entry.isDirectory() ? filesUnder(root, path) : Promise.resolve([path])))
  return (await Promise.all(found)).flat()
}

const textOf = (root: string, path: string): Promise<string | undefined> =>
  readFile(join(root, path), 'latin1').catch(() => undefined)

async function differences(root: string): Promise<string[]> {
  const paths = [...new Set([...(await filesUnder(product)), ...(await filesUnder(root))])].sort()
  const found: string[] = []
  for (const path of paths) if ((await textOf(product, path)) !== (await textOf(root, path))) found.push(path)
  return found
}

/** What the runner of this test says of itself is not for the programs that the test starts. */
const env = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^(PROOF|NODE_ENV|VITEST.*)$/.test(name)),
)

function run(root: string, args: readonly string[]): Promise<Said> {
  return new Promise((settle, fail) => {
    const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
    const said: Buffer[] = []
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece: Buffer) => said.push(piece))
    child.on('error', fail)
    child.on('close', code => settle({ isGood: code === 0, text: Buffer.concat(said).toString() }))
  })
}

const compilers: Readonly<Record<Part, string>> = {
  shared: 'node_modules/typescript/bin/tsc',
  server: 'node_modules/typescript/bin/tsc',
  client: 'node_modules/vue-tsc/bin/vue-tsc.js',
  tests: 'node_modules/typescript/bin/tsc',
}

/** A copy of the product's sources beside its installed packages, in a folder of its own. */
export async function scratchCopy(): Promise<ScratchCopy> {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'shuniu-recipe-')))
  await cp(product, root, { recursive: true, filter: isSource })
  for (const folder of packages) await linkPackages(root, folder)
  return {
    async create(path, text) {
      await mkdir(dirname(join(root, path)), { recursive: true })
      await writeFile(join(root, path), text, { flag: 'wx' })
    },
    async edit(path, text, by) {
      const before = await readFile(join(root, path), 'utf8')
      const found = before.split(text).length - 1
      if (found !== 1) throw new Error(`“${text}” stands ${found} times in ${path}, not once`)
      await writeFile(
        join(root, path),
        before.replace(text, () => by),
      )
    },
    touched: () => differences(root),
    types: part => run(root, [compilers[part], '--noEmit', '--incremental', 'false', '-p', part]),
    tests: (...args) => run(root, ['node_modules/vitest/vitest.mjs', 'run', '--reporter=dot', ...args]),
    async takeOut() {
      for (const path of await differences(root)) {
        await rm(join(root, path), { force: true })
        await cp(join(product, path), join(root, path)).catch(() => undefined)
      }
    },
    remove: () => rm(root, { recursive: true, force: true }),
  }
}
