import { identityRefusals } from '@shuniu/shared/identity'
import { platformRefusals, type Result } from '@shuniu/shared/kernel'
import { systemClock } from '../src/platform/clock/index.ts'
import { joinDatabase, migrate, type Database } from '../src/platform/db/index.ts'
import { bareLog } from '../src/platform/http/index.ts'
import { secretsOf } from '../src/platform/secrets/index.ts'
import { readSettings, type Settings } from '../src/platform/settings/index.ts'
import { accountCommandsByWord, lineRefusals } from './admin/accounts.ts'
import { isHost } from './admin/certificate.ts'
import { keepCertificate } from './admin/keeping.ts'
import { accountsFrom } from './admin/keeper.ts'
import { readLine, tellUsage, usageOf, type AdminLine } from './admin/line.ts'
import { osUser } from './admin/osUser.ts'
import { rebuildCounters } from './admin/rebuilding.ts'

const say = (line: string): void => void process.stdout.write(`${line}\n`)

const refusalRows: Readonly<Record<string, { readonly when: string }>> = {
  ...platformRefusals,
  ...identityRefusals,
  ...lineRefusals,
}

function tell(result: Result<string>): number {
  if (result.ok) {
    say(result.value)
    return 0
  }
  const { code, detail } = result.refusal
  process.stderr.write(`${code}: ${refusalRows[code]?.when ?? ''} ${JSON.stringify(detail)}\n`)
  return 1
}

/** Works beside a living server and without one. */
async function withDatabase(
  { dataDir, databaseUrl }: Settings,
  work: (database: Database) => Promise<number>,
): Promise<number> {
  const database = await joinDatabase({ dataDir, databaseUrl, log: bareLog('error'), maxConnections: 2 })
  try {
    await migrate(database)
    return await work(database)
  } finally {
    await database.close()
  }
}

const doWithAccounts =
  ({ word, words, reason, phone }: AdminLine, settings: Settings) =>
  async (database: Database): Promise<number> => {
    const command = accountCommandsByWord[word]
    if (!command) return tellUsage()
    const actor = osUser(process.env)
    const accounts = accountsFrom({ database, secrets: secretsOf(settings), actor })
    return tell(await command.run({ accounts, reason, phone }, words))
  }

async function certify({ dataDir }: Settings, [first, ...others]: readonly string[]): Promise<number> {
  if (first === undefined || ![first, ...others].every(isHost)) return tellUsage('certificate')
  const { authority, server } = await keepCertificate(dataDir, [first, ...others], new Date())
  say(`在手机上安装并信任根证书:${authority.certificate}`)
  say(
    `启动时设置 TLS_CERT_FILE=${server.certificate} TLS_KEY_FILE=${server.key} PUBLIC_URL=https://${first}:8080`,
  )
  return 0
}

async function main(args: readonly string[]): Promise<number> {
  const line = readLine(args)
  if ('wrong' in line) return tellUsage(line.word, line.wrong)
  if (line.isHelp) {
    say(usageOf(line.word))
    return 0
  }
  const settings = readSettings(process.env)
  if (line.word === 'certificate') return certify(settings, line.words)
  return withDatabase(
    settings,
    line.word === 'rebuild'
      ? database => rebuildCounters({ database, clock: systemClock, say })
      : doWithAccounts(line, settings),
  )
}

main(process.argv.slice(2)).then(
  code => {
    process.exitCode = code
  },
  (cause: unknown) => {
    process.stderr.write(`${cause instanceof Error ? cause.message : String(cause)}\n`)
    process.exitCode = 1
  },
)
