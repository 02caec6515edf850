import { secretsOf } from '@shuniu/server/platform/secrets'
import { accountsFrom } from '@shuniu/server/tools/admin/keeper.ts'
import type { Clock } from '@shuniu/shared/kernel'
import type { RunningApp } from './app.ts'

/** Somebody at the server's machine, beside the living server. */
export const keeperOf = ({ database, settings }: Pick<RunningApp, 'database' | 'settings'>, clock?: Clock) =>
  accountsFrom({ database, secrets: secretsOf(settings), actor: 'os:keeper', ...(clock && { clock }) })
