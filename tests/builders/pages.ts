import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A built client in small: the one document and the wall's own, an asset with its content in its name, and one without. */
export async function aBuiltClient(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'shuniu-pages-'))
  await mkdir(join(folder, 'assets'))
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>枢纽</title>')
  await writeFile(join(folder, 'wall.html'), '<!doctype html><title>枢纽</title><link rel="modulepreload">')
  await writeFile(join(folder, 'assets', 'main-a1b2c3d4.js'), 'export {}')
  await writeFile(join(folder, 'sw.js'), '')
  return folder
}
