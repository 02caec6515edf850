import { execFile } from 'node:child_process'
import { access, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** Where the demo county of one run of the tests is kept, by the process that runs them. */
const folderOf = (runner: number): string => join(tmpdir(), `shuniu-county-${runner}`)

const isThere = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  )

/**
 * A data folder of its own with the demo county in it: a copy of one that is made once a run, by whoever needs it first.
 * `make` starts a server on an empty folder and ends it. Only for files that run one after the other.
 */
export async function demoCountyCopy(make: (dataDir: string) => Promise<void>): Promise<string> {
  const folder = folderOf(process.ppid)
  if (!(await isThere(join(folder, 'demo-accounts.json')))) {
    await mkdir(folder, { recursive: true })
    await make(folder)
  }
  const copy = await mkdtemp(join(tmpdir(), 'shuniu-site-'))
  // The database's files belong to its own account, which Node's copying would not keep.
  await promisify(execFile)('cp', ['-a', `${folder}/.`, copy])
  return copy
}

/** Called by the runner when all files have run. */
export const teardown = (): Promise<void> => rm(folderOf(process.pid), { recursive: true, force: true })
