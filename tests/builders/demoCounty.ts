import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'

const patienceMs = 120_000

/** Where the demo county of one run of the tests is kept, by the process that runs them. */
const folderOf = (runner: number): string => join(tmpdir(), `shuniu-county-${runner}`)

/** True for whoever asks first. */
const isFirst = (folder: string): Promise<boolean> =>
  mkdir(folder).then(
    () => true,
    () => false,
  )

async function untilMade(folder: string): Promise<void> {
  const latest = Date.now() + patienceMs
  while (!existsSync(join(folder, 'made'))) {
    if (Date.now() > latest) throw new Error(`no demo county was made in ${folder}`)
    await wait(100)
  }
}

/**
 * A data folder of its own with the demo county in it: a copy of one that is made once a run, by whoever needs it first, while
 * others wait. `make` starts a server on an empty folder and ends it.
 */
export async function demoCountyCopy(make: (dataDir: string) => Promise<void>): Promise<string> {
  const folder = folderOf(process.ppid)
  const county = join(folder, 'county')
  if (await isFirst(folder)) {
    await mkdir(county)
    await make(county)
    await writeFile(join(folder, 'made'), '')
  } else await untilMade(folder)
  const copy = await mkdtemp(join(tmpdir(), 'shuniu-site-'))
  // The database's files belong to its own account, which Node's copying would not keep.
  await promisify(execFile)('cp', ['-a', `${county}/.`, copy])
  return copy
}

/** Called by the runner when all files have run. */
export const teardown = (): Promise<void> => rm(folderOf(process.pid), { recursive: true, force: true })
