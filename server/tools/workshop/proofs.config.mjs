import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const hourMs = 3_600_000

/** The long proofs stand outside the projects of `npm test`: one at a time, and patiently. */
export default defineConfig({
  test: {
    root: resolve(fileURLToPath(import.meta.url), '../../../..'),
    include: [`tests/${process.env.PROOF}/**/*.test.ts`],
    maxWorkers: 1,
    globalSetup: 'tests/builders/demoCounty.ts',
    testTimeout: 12 * hourMs,
    hookTimeout: hourMs,
  },
})
