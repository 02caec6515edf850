import { networkInterfaces } from 'node:os'
import { isRole, roles, setupHours, setupTries } from '@shuniu/shared/identity'
import { isPrivate, type Settings } from '../../src/platform/settings/index.ts'
import { accountsFile, readDemoAccounts } from './passwords.ts'

const everywhere = ['0.0.0.0', '::', '[::]']

/** The addresses a person may type: each network address of this machine when the server listens on all of them. */
export function addressesOf({ host, publicUrl }: Settings, url: string): readonly string[] {
  const told = publicUrl ? [publicUrl.origin] : []
  if (!everywhere.includes(host)) return [...told, url]
  const { protocol, port } = new URL(url)
  const own = Object.values(networkInterfaces()).flatMap(known => known ?? [])
  const reachable = own.filter(({ family, internal }) => family === 'IPv4' && !internal)
  return [
    ...told,
    ...['127.0.0.1', ...reachable.map(({ address }) => address)].map(at => `${protocol}//${at}:${port}`),
  ]
}

/** What the terminal says once the server listens: where it is, and who may sign in to the demo. */
export async function welcomeLines(settings: Settings, addresses: readonly string[]): Promise<string[]> {
  const lines = ['', ...addresses.map(address => `枢纽已启动 → ${address}`)]
  if (!settings.hasDemo) return lines
  const accounts = await readDemoAccounts(settings.dataDir)
  const [first] = accounts
  if (!first) return lines
  const names = accounts.map(({ account, role }) => `${account} ${isRole(role) ? roles[role].name : role}`)
  lines.push(`演示数据。演示账号(密码均为 ${first.password},另存于 ${accountsFile(settings.dataDir)}):`)
  for (let from = 0; from < names.length; from += 3) lines.push(`  ${names.slice(from, from + 3).join('  ')}`)
  if (!isPrivate(settings)) lines.push('本机以外可以访问：密码为随机生成，请勿外传。')
  return lines
}

/** What the terminal says where nobody has an account yet: the code that makes the first administrators. */
export const setupLines = (code: string | undefined, [address = '']: readonly string[]): string[] =>
  code === undefined
    ? []
    : [
        '还没有任何账号。请打开下面的地址，用一次性设置码设立系统、安全、审计三位管理员：',
        `  ${address}/setup`,
        `  设置码 ${code}（${setupHours} 小时内有效，输错 ${setupTries} 次作废）`,
      ]
