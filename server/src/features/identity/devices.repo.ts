import { instant, toMs, type Instant } from '@shuniu/shared/kernel'
import type { Database, Tx } from '../../platform/db/index.ts'
import { deviceTokenIn, hashOf } from './cookie.ts'
import { deviceKeptS } from './lifetimes.ts'

/** An account may be known on so many devices; those used longest ago are forgotten. */
const maxDevices = 64
const sweptAtOnce = 10_000

/** Whether the account was signed in from the device before. */
export async function isKnownDevice(
  { pool }: Pick<Database, 'pool'>,
  tokenHash: string,
  account: string,
): Promise<boolean> {
  const { rowCount } = await pool.query(
    `select 1 from devices join accounts on accounts.id = devices.account_id
     where devices.token_hash = $1 and accounts.account = $2`,
    [tokenHash, account],
  )
  return rowCount === 1
}

/** By what the device of a request is known here; undefined for one that nobody was signed in from. */
export function deviceHashIn(cookies: string | undefined): string | undefined {
  const token = deviceTokenIn(cookies)
  return token === undefined ? undefined : hashOf(token)
}

/** Whether the device is one of the account's. */
export async function isDeviceOf(
  tx: Tx,
  { deviceHash, accountId }: { readonly deviceHash: string; readonly accountId: string },
): Promise<boolean> {
  const found = await tx.query('select from devices where token_hash = $1 and account_id = $2', [
    deviceHash,
    accountId,
  ])
  return found.length === 1
}

interface Used {
  readonly accountId: string
  readonly at: Instant
}

export async function touchDevice(tx: Tx, tokenHash: string, { accountId, at }: Used): Promise<void> {
  await tx.query('update devices set last_used_at = $3 where token_hash = $1 and account_id = $2', [
    tokenHash,
    accountId,
    at,
  ])
}

/**
 * Makes a device known for an account under a new token. What it was known for under its former one comes along, so that
 * nobody who planted or copied that one in a browser is known there any more.
 */
export async function addDevice(
  tx: Tx,
  { tokenHash, former }: { tokenHash: string; former: string | undefined },
  { accountId, at }: Used,
): Promise<void> {
  if (former !== undefined) {
    await tx.query('update devices set token_hash = $1 where token_hash = $2', [tokenHash, former])
  }
  await tx.query(
    `insert into devices (token_hash, account_id, created_at, last_used_at) values ($1, $2, $3, $3)
     on conflict (token_hash, account_id) do update set last_used_at = excluded.last_used_at`,
    [tokenHash, accountId, at],
  )
  await tx.query(
    `delete from devices where account_id = $1 and token_hash in (
       select token_hash from devices where account_id = $1 order by last_used_at desc offset $2)`,
    [accountId, maxDevices],
  )
}

/** Forgets the devices of an account but the one kept, if any. */
export async function forgetDevices(tx: Tx, accountId: string, kept?: string): Promise<void> {
  await tx.query('delete from devices where account_id = $1 and token_hash is distinct from $2', [
    accountId,
    kept ?? null,
  ])
}

export async function sweepDevices(tx: Tx, at: Instant): Promise<void> {
  await tx.query(
    `delete from devices where (token_hash, account_id) in (
       select token_hash, account_id from devices where last_used_at <= $1 limit $2)`,
    [instant(toMs(at) - deviceKeptS * 1_000), sweptAtOnce],
  )
}
