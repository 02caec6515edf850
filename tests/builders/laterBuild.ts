import { mkdtemp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const hashed = /^(.+)-([\w-]{8})\.(js|css)$/

/** The same name with another hash, as a build of changed sources gives its files. */
const renamed = (name: string): string => {
  const [, stem, hash = '', kind] = hashed.exec(name) ?? []
  return stem === undefined ? name : `${stem}-${[...hash].reverse().join('')}.${kind}`
}

/** The client as the next version would be built: every hashed file under another name, so that none of this one's is left. */
export async function laterBuild(
  folder: string,
): Promise<{ readonly folder: string; drop(): Promise<void> }> {
  const later = await mkdtemp(join(tmpdir(), 'shuniu-later-'))
  await mkdir(join(later, 'assets'))
  const assets = await readdir(join(folder, 'assets'))
  const names = new Map(assets.map(name => [name, renamed(name)]))
  const inNewWords = (text: string) => {
    let told = text
    for (const [name, next] of names) if (name !== next) told = told.replaceAll(name, next)
    return told
  }
  for (const name of assets) {
    const bytes = await readFile(join(folder, 'assets', name))
    const isText = /\.(js|css)$/.test(name)
    await writeFile(
      join(later, 'assets', names.get(name) ?? name),
      isText ? inNewWords(bytes.toString('utf8')) : bytes,
    )
  }
  for (const file of await readdir(folder, { withFileTypes: true })) {
    if (!file.isFile()) continue
    const bytes = await readFile(join(folder, file.name))
    await writeFile(
      join(later, file.name),
      file.name.endsWith('.html') ? inNewWords(bytes.toString('utf8')) : bytes,
    )
  }
  return { folder: later, drop: () => rm(later, { recursive: true, force: true }) }
}
