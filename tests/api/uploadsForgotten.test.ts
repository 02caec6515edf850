import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeReport } from '@shuniu/shared/reports'
import { arrivesWithinMs, waitsForCaseMs } from '@shuniu/shared/uploads'
import { v7 } from 'uuid'
import { afterAll, beforeAll, it } from 'vitest'
import { startApp } from '../builders/app.ts'
import { testClock } from '../builders/clock.ts'
import { gridCode } from '../builders/county.ts'
import { freshDatabase, type FreshDatabase } from '../builders/database.ts'
import { writeTestCounty } from '../builders/staff.ts'
import { until } from '../builders/watcher.ts'
import { announce, askLane, idIn, upload } from '../builders/uploads.ts'

const clock = testClock()
let database: FreshDatabase
let dataDir: string

beforeAll(async () => {
  database = await freshDatabase()
  await writeTestCounty(database)
  dataDir = await mkdtemp(join(tmpdir(), 'shuniu-uploads-'))
})
afterAll(async () => {
  await database.drop()
  await rm(dataDir, { recursive: true, force: true })
})

const serve = () => startApp({ clock, database, settings: { dataDir } })

async function sendThree() {
  const running = await serve()
  const member = await running.signIn('t1v1g1')
  const half = idIn((await announce(member, 500)).path)
  const loose = await upload(member)
  const reported = await upload(member)
  await member.call(makeReport, {
    body: {
      id: v7(),
      categoryCode: 'E0701',
      occurredAt: clock.now(),
      areaCode: gridCode(1, 1, 1),
      media: [reported],
    },
  })
  await running.stop()
  return { half, loose, reported }
}

it('forgets what never arrived after a day and what no case holds after a fortnight, and nothing else', async () => {
  const { half, loose, reported } = await sendThree()
  const statuses = async (wanted: readonly number[]) => {
    const running = await serve()
    const member = await running.signIn('t1v1g1')
    const ask = async () => {
      const asked = [half, loose, reported].map(id => askLane(member, ['HEAD', `/api/uploads/${id}`]))
      const shown = await askLane(member, ['GET', `/api/uploads/${reported}/file`])
      return [...(await Promise.all(asked)).map(({ status }) => status), shown.status]
    }
    // The server does not wait for its housekeeping, and neither do its users.
    await until(`they are ${wanted.join()}`, async () => (await ask()).join() === wanted.join())
    await running.stop()
  }

  await statuses([200, 200, 200, 200])
  clock.moveOnS(arrivesWithinMs / 1_000 + 1)
  await statuses([404, 200, 200, 200])
  clock.moveOnS(waitsForCaseMs / 1_000)
  await statuses([404, 404, 200, 200])
})
