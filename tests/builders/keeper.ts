import { secretsOf } from '@shuniu/server/platform/secrets'
import { accountsFrom } from '@shuniu/server/tools/admin/keeper.ts'
import type { RunningApp } from './app.ts'

/** Somebody at the server's machine, beside the living server. */
export const keeperOf = ({ database, settings }: Pick<RunningApp, 'database' | 'settings'>) =>
  accountsFrom({ database, secrets: secretsOf(settings), actor: 'os:keeper' })
