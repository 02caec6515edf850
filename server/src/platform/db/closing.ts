import { chmodSync, chownSync, mkdirSync, statSync } from 'node:fs'

const open = 0o777
const sticky = 0o1000

/**
 * Makes a folder that keeps secrets where it is not there, and closes it to everybody else on the machine: also one that
 * an earlier version left open. With a group, that group may pass through to what is its own inside, and list nothing.
 * A folder of somebody else, or one that many share (`/tmp`), is not ours to close.
 */
export function closeFolder(path: string, passingGid?: number): void {
  mkdirSync(path, { recursive: true, mode: 0o700 })
  if (process.platform === 'win32') return
  const { uid, gid, mode } = statSync(path)
  if (uid !== process.getuid?.() || (mode & sticky) !== 0) return
  if (passingGid !== undefined && gid !== passingGid) chownSync(path, uid, passingGid)
  const wanted = passingGid === undefined ? 0o700 : 0o710
  if ((mode & open) !== wanted) chmodSync(path, wanted)
}
