import { build } from 'esbuild'
import { readFile } from 'node:fs/promises'
import { dirname, relative, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

const server = resolve(fileURLToPath(import.meta.url), '../..')
const root = dirname(server)
const { dependencies } = JSON.parse(await readFile(resolve(server, 'package.json'), 'utf8'))

/** Our own packages are read as sources, by the same addresses as their `exports`. */
const shared = {
  name: 'shared',
  setup: on =>
    on.onResolve({ filter: /^@shuniu\/shared\// }, ({ path }) => ({
      path: resolve(root, 'shared/src', path.slice('@shuniu/shared/'.length), 'index.ts'),
    })),
}

/** What the server's package names stays outside; whatever only shared needs would not be found from here. */
const named = Object.keys(dependencies).filter(name => !name.startsWith('@shuniu/'))
const external = named.flatMap(name => [name, `${name}/*`])

/** A module goes on finding what lies beside its source: the bundle is run inside the checkout. */
const ownPlace = {
  name: 'own-place',
  setup: on =>
    on.onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8')
      if (!source.includes('import.meta.url')) return undefined
      const way = relative(resolve(server, 'dist'), path).split(sep).join('/')
      const place = `new URL(${JSON.stringify(way)}, import.meta.url).href`
      return { contents: source.replaceAll('import.meta.url', place), loader: 'ts' }
    }),
}

await build({
  entryPoints: {
    main: resolve(server, 'src/main.ts'),
    decoder: resolve(server, 'src/features/uploads/decoding/decoder.ts'),
    reader: resolve(server, 'src/features/imports/reading/reader.ts'),
    maker: resolve(server, 'tools/demo/maker.ts'),
    admin: resolve(server, 'tools/admin.ts'),
    import: resolve(server, 'tools/import.ts'),
    backup: resolve(server, 'tools/backup.ts'),
    restore: resolve(server, 'tools/restore.ts'),
  },
  outdir: resolve(server, 'dist'),
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  external,
  plugins: [shared, ownPlace],
  sourcemap: true,
  logLevel: 'warning',
})
