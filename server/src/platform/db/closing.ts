import { chmodSync, chownSync, mkdirSync, statSync } from 'node:fs'

const open = 0o777
const sticky = 0o1000
/** Its group may go through, and list nothing. */
const passing = 0o710

/**
 * Makes a folder that keeps secrets where it is not there, and closes it to everybody else on the machine: also one that
 * an earlier version left open. With a group, that group may pass through to what is its own inside, and list nothing; a
 * group that may so far is let through also by whoever needs none, for a database in the folder may be running.
 * A folder of somebody else, or one that many share (`/tmp`), is not ours to close.
 */
export function closeFolder(path: string, passingGid?: number): void {
  mkdirSync(path, { recursive: true, mode: 0o700 })
  if (process.platform === 'win32') return
  const { uid, gid, mode } = statSync(path)
  if (uid !== process.getuid?.() || (mode & sticky) !== 0) return
  if (passingGid !== undefined && gid !== passingGid) chownSync(path, uid, passingGid)
  const wanted = passingGid === undefined && (mode & open) !== passing ? 0o700 : passing
  if ((mode & open) !== wanted) chmodSync(path, wanted)
}
