import { spawnSync } from 'node:child_process'
import { cleanEnv } from './children.mjs'

/** How to get what moves the clock, for machines that lack it. */
export const advice =
  'The clock cannot be moved here: there is no libfaketime. Install it (Debian: apt-get install faketime) and ' +
  'try again; it works on Linux.\n'

const toleratedMs = 60_000

/** The library as its own wrapper names it to a program that it starts; undefined where there is none. */
export function clockLibrary() {
  if (process.platform !== 'linux') return undefined
  const asked = spawnSync('faketime', ['-m', '-f', '+0s', 'printenv', 'LD_PRELOAD'], { encoding: 'utf8' })
  const named = asked.status === 0 ? asked.stdout.trim() : ''
  return named === '' ? undefined : named
}

/**
 * The environment in which every program's clock stands so many milliseconds apart from ours and goes on from there.
 * A difference, not a moment: each program started later, the database and the browser among them, agrees with the
 * first without sharing anything. The monotonic clock is left alone, so that timers and patience are what they were;
 * without the third word Chromium, which waits by that clock, waits for ever.
 *
 * A database is moved onwards and never back: a signal that reaches it while it waits shows it the machine's hour, by which
 * whatever it times on a day gone by has run out, the statement in hand and the transaction that rests.
 */
export const movedBy = (library, ms) => ({
  LD_PRELOAD: library,
  FAKETIME: `${ms < 0 ? '-' : '+'}${Math.abs(Math.round(ms / 1_000))}s`,
  FAKETIME_DONT_FAKE_MONOTONIC: '1',
  FAKETIME_FORCE_MONOTONIC_FIX: '0',
  ...(ms < 0 && { FAKETIME_SKIP_CMDS: 'postgres' }),
})

/** Whether a program really has the moment that was meant: a library that does nothing must not pass for a proof. */
export function isMoved(env, momentMs) {
  const asked = spawnSync(process.execPath, ['-p', 'Date.now()'], {
    env: { ...cleanEnv(), ...env },
    encoding: 'utf8',
  })
  return Math.abs(Number(asked.stdout) - momentMs) < toleratedMs
}
