import { build } from 'vite'

/**
 * The client as a later version has it: built into the folder that is named, every part under another name.
 * A program of its own: a build is made for browsers, whatever the one who asks for it is made for.
 */
const [outDir] = process.argv.slice(2)
if (outDir === undefined) throw new Error('no folder was named')
const later = 'assets/[name]-later-[hash].js'
await build({
  logLevel: 'warn',
  build: {
    outDir,
    rolldownOptions: { output: { entryFileNames: later, chunkFileNames: later } },
  },
})
