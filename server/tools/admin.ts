import { identityRefusals } from '@shuniu/shared/identity'
import { platformRefusals, type Result } from '@shuniu/shared/kernel'
import { accountCommands } from '../src/features/identity/index.ts'
import { systemClock } from '../src/platform/clock/index.ts'
import { joinDatabase, migrate } from '../src/platform/db/index.ts'
import { bareLog } from '../src/platform/http/index.ts'
import { timeOrderedIds } from '../src/platform/ids/index.ts'
import { readSettings, type Settings } from '../src/platform/settings/index.ts'
import { wishRefusals, wordNamed } from './admin/accounts.ts'
import { isHost } from './admin/certificate.ts'
import { keepCertificate } from './admin/keeping.ts'

const say = (line: string): void => void process.stdout.write(`${line}\n`)

const usage = `用法 npm run admin -- <command>
  list                                            列出账号
  create <account> <name> <role> <scope> [unitId] 新建账号，密码只显示这一次
  disable <account>                               停用账号，并结束其会话
  reset <account>                                 重设密码，并结束其会话
  certificate <host> [host …]                     为手机访问签发证书：私有根证书和服务器证书`

const refusalRows: Readonly<Record<string, { readonly when: string }>> = {
  ...platformRefusals,
  ...identityRefusals,
  ...wishRefusals,
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
async function withAccounts(settings: Settings, word: string, words: readonly string[]): Promise<number> {
  const run = wordNamed(word)
  if (!run) return tellUsage()
  const { dataDir, databaseUrl } = settings
  const database = await joinDatabase({ dataDir, databaseUrl, log: bareLog('error'), maxConnections: 2 })
  try {
    await migrate(database)
    const accounts = accountCommands({ database, clock: systemClock, ids: timeOrderedIds })
    return tell(await run(accounts, words))
  } finally {
    await database.close()
  }
}

function tellUsage(): number {
  say(usage)
  return 2
}

function certify({ dataDir }: Settings, [first, ...others]: readonly string[]): number {
  if (first === undefined || ![first, ...others].every(isHost)) return tellUsage()
  const { authority, server } = keepCertificate(dataDir, [first, ...others], new Date())
  say(`在手机上安装并信任根证书:${authority.certificate}`)
  say(
    `启动时设置 TLS_CERT_FILE=${server.certificate} TLS_KEY_FILE=${server.key} PUBLIC_URL=https://${first}:8080`,
  )
  return 0
}

async function main([word = '', ...words]: readonly string[]): Promise<number> {
  const settings = readSettings(process.env)
  return word === 'certificate' ? certify(settings, words) : withAccounts(settings, word, words)
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
