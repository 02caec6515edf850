import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, gzip } from 'node:zlib'
import vue from '@vitejs/plugin-vue'
import pxToRem from 'postcss-pxtorem'
import type { Rolldown } from 'vite'
import { defineConfig } from 'vitest/config'
import { features } from './client/src/features.ts'

type ClientBundle = Rolldown.OutputBundle
type Emits = Pick<Rolldown.PluginContext, 'emitFile' | 'error'>

type Chunking = Pick<Rolldown.ChunkingContext, 'getModuleInfo'>

/**
 * What nearly every page stands on is one file: asked for once, and packed better than many small ones.
 * Each of these comes with all that it imports.
 */
const common = {
  name: 'common',
  test: /client.src.(main\.ts|ui.AwaitState|platform.(pace|map.(MapStage|theme|bounds))|features.(centres|grids|responsible.feature|cases.(cases\.store|lateness|map)))/,
}

/** What is loaded by itself, and stands on the module: pages, their tabs, and parts that come later. */
function loadedWith(id: string, modules: Chunking, known = new Set<string>()): Set<string> {
  const info = modules.getModuleInfo(id)
  if (!info || known.has(id)) return known
  known.add(id)
  for (const above of info.importers) loadedWith(above, modules, known)
  return known
}
const isLoadedItself = (id: string, modules: Chunking) =>
  (modules.getModuleInfo(id)?.dynamicImporters.length ?? 0) > 0

/**
 * What a desk shares with other pages is a file with each kind of them, and not one for every module: a browser asks for six
 * at a time, and a desk that waits for fifty files is no desk yet.
 */
const shared = {
  debugName: 'shared',
  test: /(client|shared).src/,
  name(id: string, modules: Chunking) {
    const roots = [...loadedWith(id, modules)].filter(one => isLoadedItself(one, modules))
    const isIn = (page: string) => roots.some(root => root.includes(`/client/src/pages/${page}/`))
    if (roots.length < 2 || !isIn('desk')) return null
    return isIn('phone') ? 'work' : 'office'
  },
}

/** Pages that are opened in a hurry, each with the parts without which it is none; and how many files that may be. */
const mostAhead = 12
const pagesAhead = {
  wall: ['pages/wall/WallPage.vue', 'platform/map/stage.ts'],
  desk: ['pages/desk/DeskPage.vue', 'platform/i18n/workRefusals.ts'],
}

const tests = (name: string, include: string[], more = {}) => ({
  extends: true as const,
  test: { name, include, environment: 'node', ...more },
})

/** Every browser we serve reads woff2; the older copies of each font would double the build. */
const woff2Alone = () => ({
  name: 'woff2-alone',
  enforce: 'pre' as const,
  transform: (code: string, id: string) =>
    /@fontsource.*\.css/.test(id)
      ? code.replaceAll(/,\s*url\([^)]+\.woff\)\s*format\(['"]woff['"]\)/g, '')
      : undefined,
})

const featuresOf = (page: string): string[] =>
  Object.entries<readonly string[]>(features)
    .filter(([, pages]) => pages.includes(page))
    .map(([name]) => name)

/** `virtual:features/wall`: the manifests of the features that the list names for the wall, loaded with its page. */
const listedFeatures = () => ({
  name: 'listed-features',
  resolveId: (id: string) => (id.startsWith('virtual:features/') ? `\0${id}` : undefined),
  load(id: string) {
    const [, page] = id.split('\0virtual:features/')
    if (page === undefined) return undefined
    const names = featuresOf(page)
    const source = (name: string) =>
      JSON.stringify(`${import.meta.dirname}/client/src/features/${name}/feature.ts`)
    const imports = names.map((name, i) => `import { feature as f${i} } from ${source(name)}\n`)
    return `${imports.join('')}export const features = [${names.map((_, i) => `f${i}`).join()}]`
  },
})

/** The file of a chunk, those it stands on, their styles and what they name, as a worker's script. */
function filesWith(bundle: ClientBundle, name: string, known = new Set<string>()): Set<string> {
  const chunk = bundle[name]
  if (known.has(name) || chunk?.type !== 'chunk') return known
  known.add(name)
  for (const file of chunk.viteMetadata?.importedCss ?? []) known.add(file)
  for (const file of chunk.viteMetadata?.importedAssets ?? []) if (file.endsWith('.mjs')) known.add(file)
  for (const under of chunk.imports) filesWith(bundle, under, known)
  return known
}

const askFor = (file: string): string =>
  file.endsWith('.css')
    ? `<link rel="preload" as="style" crossorigin href="/${file}">`
    : `<link rel="modulepreload" crossorigin href="/${file}">`

/**
 * Documents of their own for pages that are opened in a hurry: what the page needs is asked for with it, before anything else,
 * and not when the page has come so far.
 */
const askedAhead = () => ({
  name: 'asked-ahead',
  enforce: 'post' as const,
  generateBundle: {
    order: 'post' as const,
    handler(this: Emits, _: unknown, bundle: ClientBundle) {
      const document = bundle['index.html']
      if (document?.type !== 'asset') return
      const text = String(document.source)
      for (const [page, parts] of Object.entries(pagesAhead)) {
        const chunks = Object.values(bundle).filter(
          chunk => chunk.type === 'chunk' && parts.some(part => chunk.facadeModuleId?.endsWith(part)),
        )
        const files = new Set(chunks.flatMap(({ fileName }) => [...filesWith(bundle, fileName)]))
        if (files.size > mostAhead)
          this.error(`${page}: ${files.size} files before it stands, ${[...files].join(' ')}`)
        const links = [...files].filter(file => !text.includes(file)).map(askFor)
        const source = text.replace(/(?=<\/head>)/, `  ${links.join('\n    ')}\n  `)
        this.emitFile({ type: 'asset', fileName: `${page}.html`, source })
      }
    },
  },
})

/** In bytes. Below, packing saves less than it costs; fonts and pictures are packed as they are. */
const packedFrom = 2_048
const isPacked = /\.(js|mjs|css|html|json|svg)$/

/** Beside each file what a browser is sent of it, packed once, as tightly as it goes, and not anew for each that asks. */
const packedAhead = () => ({
  name: 'packed-ahead',
  apply: 'build' as const,
  async writeBundle({ dir = '' }: Rolldown.NormalizedOutputOptions, bundle: ClientBundle) {
    for (const file of Object.values(bundle)) {
      const bytes = Buffer.from(file.type === 'chunk' ? file.code : file.source)
      if (!isPacked.test(file.fileName) || bytes.length < packedFrom) continue
      const path = join(dir, file.fileName)
      const [br, gz] = await Promise.all([promisify(brotliCompress)(bytes), promisify(gzip)(bytes)])
      await Promise.all([writeFile(`${path}.br`, br), writeFile(`${path}.gz`, gz)])
    }
  },
})

/** One place for the client's build and for every test project. */
export default defineConfig({
  root: 'client',
  plugins: [vue(), listedFeatures(), woff2Alone(), askedAhead(), packedAhead()],
  // Ways of writing that no page uses are left out of what browsers load.
  define: {
    __VUE_OPTIONS_API__: 'false',
    __VUE_PROD_DEVTOOLS__: 'false',
    __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
    __VUE_I18N_LEGACY_API__: 'false',
    __VUE_I18N_FULL_INSTALL__: 'false',
    __INTLIFY_PROD_DEVTOOLS__: 'false',
  },
  // Written in pixels of the standard size, and shown in the size that is chosen on the device; a hairline stays one.
  css: { postcss: { plugins: [pxToRem({ propList: ['*'], minPixelValue: 2, exclude: /node_modules/ })] } },
  // Nothing is inlined: the policy lets no font come from a data: address.
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: ['chrome109', 'firefox115', 'safari16.4'],
    manifest: true,
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1_100,
    rolldownOptions: { output: { codeSplitting: { groups: [common, shared] } } },
  },
  server: {
    proxy: { '/api': 'http://127.0.0.1:8080', '/live': { target: 'http://127.0.0.1:8080', ws: true } },
  },
  test: {
    root: '.',
    maxWorkers: 3,
    // Files of one worker share their modules: reading those anew for each took half the time of all tests.
    isolate: false,
    projects: [
      tests('shared', ['shared/src/**/*.test.ts'], { testTimeout: 120_000 }),
      tests('server', ['server/**/*.test.ts'], { testTimeout: 30_000 }),
      tests('client', ['client/src/**/*.test.ts'], {
        environment: 'happy-dom',
        testTimeout: 30_000,
        setupFiles: 'tests/builders/ownClock.ts',
      }),
      // A law reads the whole tree, however busy the machine is.
      tests('law', ['tests/law/**/*.test.ts', 'tests/bench/**/*.test.ts'], { testTimeout: 240_000 }),
      tests('api', ['tests/api/**/*.test.ts'], { testTimeout: 30_000, hookTimeout: 120_000 }),
      tests('faults', ['tests/faults/**/*.test.ts'], { testTimeout: 120_000, hookTimeout: 120_000 }),
      tests('live', ['tests/live/**/*.test.ts'], { testTimeout: 60_000, hookTimeout: 120_000 }),
      // After everything else, and two browsers at a time: what one waits for, the other uses.
      tests('journeys', ['tests/journeys/**/*.test.ts'], {
        testTimeout: 120_000,
        hookTimeout: 180_000,
        globalSetup: 'tests/builders/demoCounty.ts',
        maxWorkers: 2,
        sequence: { groupOrder: 1 },
      }),
    ],
  },
})
