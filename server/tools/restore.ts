import { v7 } from 'uuid'
import { systemCommands } from '../src/features/system/index.ts'
import { systemClock } from '../src/platform/clock/index.ts'
import { joinDatabase, migrate } from '../src/platform/db/index.ts'
import { bareLog } from '../src/platform/http/index.ts'
import { readSettings, type Settings } from '../src/platform/settings/index.ts'
import { osUser } from './admin/osUser.ts'
import type { Manifest } from './backup/archive.ts'
import { readLine } from './backup/line.ts'
import { knownPassphrase } from './backup/passphrase.ts'
import { restoreBackup } from './backup/restoring.ts'
import { progressSayer, runTool, say, secondsSince, sizeText } from './backup/saying.ts'

/** Brings what was restored to this version, and writes down that it was. */
async function noteIn({ dataDir, databaseUrl }: Settings, { id, at }: Manifest): Promise<void> {
  const database = await joinDatabase({ dataDir, databaseUrl, log: bareLog('error'), maxConnections: 2 })
  try {
    await migrate(database)
    const { noteRestore } = systemCommands({ database })
    await noteRestore({ id, takenAt: at, at: systemClock.now(), by: osUser(process.env) })
  } finally {
    await database.close()
  }
}

async function main(args: readonly string[]): Promise<number> {
  const line = readLine('restore', args)
  if ('usage' in line) {
    say(line.usage)
    return line.code
  }
  const settings = readSettings(process.env)
  const passphrase = await knownPassphrase(process.env)
  const beganMs = performance.now()
  const progress = progressSayer()
  const manifest = await restoreBackup(line.path, {
    settings,
    log: bareLog('error'),
    passphrase,
    stream: v7(),
    told: (underWay, { doneB, ofB }) => progress(underWay, `${sizeText(doneB)}/${sizeText(ofB)}`),
  })
  await noteIn(settings, manifest)
  say(
    `已恢复到 ${settings.dataDir}：${manifest.at} 的备份（版本 ${manifest.version}），${secondsSince(beganMs)} 秒`,
  )
  say('所有人需重新登录；启动服务即可使用。')
  return 0
}

runTool(main(process.argv.slice(2)))
