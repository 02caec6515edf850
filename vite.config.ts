import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

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

/** One place for the client's build and for every test project. */
export default defineConfig({
  root: 'client',
  plugins: [vue(), woff2Alone()],
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
