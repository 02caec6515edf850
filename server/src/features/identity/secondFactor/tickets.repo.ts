import { ticketKeptS, ticketTries } from '@shuniu/shared/identity'
import { instant, toMs, type Instant } from '@shuniu/shared/kernel'
import { and, eq, gt, lte, sql } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/index.ts'
import { signInTickets } from './secondFactor.tables.ts'

/** So many sign-ins of one account wait for their code at once; the oldest go first. */
const mostWaiting = 10

interface NewTicket {
  readonly tokenHash: string
  readonly id: string
  readonly accountId: string
}

export async function addTicket(tx: Tx, ticket: NewTicket, at: Instant): Promise<void> {
  const expiresAt = instant(toMs(at) + ticketKeptS * 1_000)
  await tx.orm.insert(signInTickets).values({ ...ticket, triesLeft: ticketTries, expiresAt })
  await tx.query(
    `delete from sign_in_tickets where token_hash in (
       select token_hash from sign_in_tickets where account_id = $1 order by expires_at desc, token_hash offset $2)`,
    [ticket.accountId, mostWaiting],
  )
}

/** Spends a try of a ticket before its code is judged; undefined where it is unknown, over, or has none left. */
export async function takeTicketTry(
  tx: Tx,
  { tokenHash, id, at }: { readonly tokenHash: string; readonly id: string; readonly at: Instant },
): Promise<{ readonly accountId: string; readonly triesLeft: number } | undefined> {
  const { triesLeft, expiresAt } = signInTickets
  const [row] = await tx.orm
    .update(signInTickets)
    .set({ triesLeft: sql`${triesLeft} - 1` })
    .where(
      and(
        eq(signInTickets.tokenHash, tokenHash),
        eq(signInTickets.id, id),
        gt(triesLeft, 0),
        gt(expiresAt, at),
      ),
    )
    .returning()
  return row
}

/** A ticket opens one session; false where it has, or was taken away meanwhile. */
export async function dropTicket(tx: Tx, tokenHash: string): Promise<boolean> {
  const dropped = await tx.orm
    .delete(signInTickets)
    .where(eq(signInTickets.tokenHash, tokenHash))
    .returning({ id: signInTickets.id })
  return dropped.length > 0
}

/** Whatever ends an account's sessions ends its sign-ins that are half done. */
export async function dropTicketsOf(tx: Tx, accountId: string): Promise<void> {
  await tx.orm.delete(signInTickets).where(eq(signInTickets.accountId, accountId))
}

export async function sweepTickets(tx: Tx, at: Instant): Promise<void> {
  await tx.orm.delete(signInTickets).where(lte(signInTickets.expiresAt, at))
}
