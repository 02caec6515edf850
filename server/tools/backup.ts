import { v7 } from 'uuid'
import { systemCommands } from '../src/features/system/index.ts'
import { systemClock } from '../src/platform/clock/index.ts'
import { joinDatabase } from '../src/platform/db/index.ts'
import { bareLog } from '../src/platform/http/index.ts'
import { readSettings } from '../src/platform/settings/index.ts'
import { productVersion } from '../src/platform/version/index.ts'
import { osUser } from './admin/osUser.ts'
import { readLine } from './backup/line.ts'
import { makeBackup } from './backup/making.ts'
import { newPassphrase } from './backup/passphrase.ts'
import { BackupRefused } from './backup/refused.ts'
import { progressSayer, runTool, say, secondsSince, sizeText } from './backup/saying.ts'

/** Works beside a living server and without one. */
async function main(args: readonly string[]): Promise<number> {
  const line = readLine('backup', args)
  if ('usage' in line) {
    say(line.usage)
    return line.code
  }
  const settings = readSettings(process.env)
  const passphrase = await newPassphrase(process.env)
  const { dataDir, databaseUrl } = settings
  const database = await joinDatabase({ dataDir, databaseUrl, log: bareLog('error'), maxConnections: 2 })
  const { noteBackup } = systemCommands({ database })
  const backup = { id: v7(), beganAt: systemClock.now(), by: osUser(process.env) }
  const beganMs = performance.now()
  const progress = progressSayer()
  try {
    const made = await makeBackup(line.path, {
      database,
      settings,
      passphrase,
      id: backup.id,
      version: productVersion(),
      told: (underWay, writtenB) => progress(underWay, `已写 ${sizeText(writtenB)}`),
    })
    await noteBackup({ ...backup, endedAt: systemClock.now(), sizeB: made.sizeB, refusal: null })
    say(
      `已备份到 ${line.path}：${sizeText(made.sizeB)}，${made.tables} 张表，${made.files} 个文件，${secondsSince(beganMs)} 秒`,
    )
    if (made.missing > 0) say(`有 ${made.missing} 个附件不在磁盘上：备份期间被清理，或早已丢失`)
    return 0
  } catch (cause) {
    const refusal = cause instanceof BackupRefused ? cause.code : 'platform.fault'
    await noteBackup({ ...backup, endedAt: systemClock.now(), sizeB: null, refusal }).catch(() => undefined)
    throw cause
  } finally {
    await database.close()
  }
}

runTool(main(process.argv.slice(2)))
