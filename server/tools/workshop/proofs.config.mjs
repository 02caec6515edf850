import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const hourMs = 3_600_000

/** Of these two files run at a time: they wait for pages and programs, and measure nothing. */
const sideBySide = ['screens', 'recipes']

/** The long proofs stand outside the projects of `npm test`: one at a time but for those, and patiently. */
export default defineConfig({
  test: {
    root: resolve(fileURLToPath(import.meta.url), '../../../..'),
    include: [`tests/${process.env.PROOF}/**/*.test.ts`],
    maxWorkers: sideBySide.includes(process.env.PROOF) ? 2 : 1,
    globalSetup: 'tests/builders/demoCounty.ts',
    testTimeout: 12 * hourMs,
    hookTimeout: hourMs,
  },
})
