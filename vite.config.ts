import vue from '@vitejs/plugin-vue'
import type { Rolldown } from 'vite'
import { defineConfig } from 'vitest/config'

type Bundle = Rolldown.OutputBundle
type Emits = Pick<Rolldown.PluginContext, 'emitFile'>

/** Without these a wall is no wall. */
const wallParts = ['pages/wall/WallPage.vue', 'platform/map/stage.ts']

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

/** The file of a chunk, those it stands on, their styles and what they name, as a worker's script. */
function filesWith(bundle: Bundle, name: string, known = new Set<string>()): Set<string> {
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
 * The wall's own document: what its map needs is asked for with the page, before anything else, and not when the page has
 * come so far.
 */
const wallAhead = () => ({
  name: 'wall-ahead',
  enforce: 'post' as const,
  generateBundle: {
    order: 'post' as const,
    handler(this: Emits, _: unknown, bundle: Bundle) {
      const document = bundle['index.html']
      if (document?.type !== 'asset') return
      const text = String(document.source)
      const parts = Object.values(bundle).filter(
        chunk => chunk.type === 'chunk' && wallParts.some(part => chunk.facadeModuleId?.endsWith(part)),
      )
      const files = parts.flatMap(({ fileName }) => [...filesWith(bundle, fileName)])
      const links = [...new Set(files)].filter(file => !text.includes(file)).map(askFor)
      const source = text.replace(/(?=<\/head>)/, `  ${links.join('\n    ')}\n  `)
      this.emitFile({ type: 'asset', fileName: 'wall.html', source })
    },
  },
})

/** One place for the client's build and for every test project. */
export default defineConfig({
  root: 'client',
  plugins: [vue(), woff2Alone(), wallAhead()],
  // Ways of writing that no page uses are left out of what browsers load.
  define: {
    __VUE_OPTIONS_API__: 'false',
    __VUE_PROD_DEVTOOLS__: 'false',
    __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
    __VUE_I18N_LEGACY_API__: 'false',
    __VUE_I18N_FULL_INSTALL__: 'false',
    __INTLIFY_PROD_DEVTOOLS__: 'false',
  },
  // Nothing is inlined: the policy lets no font come from a data: address.
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: ['chrome109', 'firefox115', 'safari16.4'],
    manifest: true,
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1_100,
  },
  server: {
    proxy: { '/api': 'http://127.0.0.1:8080', '/live': { target: 'http://127.0.0.1:8080', ws: true } },
  },
  test: {
    root: '.',
    maxWorkers: 2,
    // Files of one worker share their modules: reading those anew for each took half the time of all tests.
    isolate: false,
    projects: [
      tests('shared', ['shared/src/**/*.test.ts'], { testTimeout: 120_000 }),
      tests('server', ['server/**/*.test.ts'], { testTimeout: 30_000 }),
      tests('client', ['client/src/**/*.test.ts'], { environment: 'happy-dom', testTimeout: 30_000 }),
      // A law reads the whole tree, however busy the machine is.
      tests('law', ['tests/law/**/*.test.ts', 'tests/bench/**/*.test.ts'], { testTimeout: 240_000 }),
      tests('api', ['tests/api/**/*.test.ts'], { testTimeout: 30_000, hookTimeout: 120_000 }),
      tests('faults', ['tests/faults/**/*.test.ts'], { testTimeout: 120_000, hookTimeout: 120_000 }),
      tests('live', ['tests/live/**/*.test.ts'], { testTimeout: 60_000, hookTimeout: 120_000 }),
      // One browser at a time, after everything else: two of them would wait for each other on two cores.
      tests('journeys', ['tests/journeys/**/*.test.ts'], {
        testTimeout: 120_000,
        hookTimeout: 180_000,
        isolate: true,
        globalSetup: 'tests/builders/demoCounty.ts',
        maxWorkers: 1,
        sequence: { groupOrder: 1 },
      }),
    ],
  },
})
