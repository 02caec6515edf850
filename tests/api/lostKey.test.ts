import { copyFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { listCases, seeCase } from '@shuniu/shared/cases'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import type { FreshDatabase } from '../builders/database.ts'
import { gridCode } from '../builders/county.ts'
import { peopleOf } from '../builders/people.ts'
import { aReportIn, reported } from '../builders/report.ts'

const phone = '13712345678'
const text = '来电人称渠水外溢，回电 137-1234-5678，座机 0558 6543210'

let database: FreshDatabase
let caseId: string
let folder: string
let secretKeyFile: string

/** A server that has stopped, with its database left behind, and its key in another place. */
beforeAll(async () => {
  const first = await startApp()
  const visit = aReportIn(gridCode(1, 1, 1), { sourceCode: '03', reporter: { name: '林小满', phone }, text })
  caseId = (await reported(await peopleOf(first)('t1.duty'), visit)).caseId
  folder = await mkdtemp(join(tmpdir(), 'shuniu-key-'))
  secretKeyFile = join(folder, 'shared.key')
  await copyFile(join(first.settings.dataDir, 'secret.key'), secretKeyFile)
  database = first.database
  await first.stop()
})
afterAll(async () => {
  await database.drop()
  await rm(folder, { recursive: true, force: true })
})

const seenBy = async (app: RunningApp, account: string) =>
  (await peopleOf(app)(account)).call(seeCase, { params: { id: caseId } })

describe('a server on a database that was left behind', () => {
  it('without the key shows the case, and of the number that it cannot be read', async () => {
    const second = await startApp({ database })

    const seen = await seenBy(second, 't1.duty')
    const listed = await (await peopleOf(second)('t1.duty')).call(listCases, { query: { q: '渠水' } })

    expect(seen.status).toBe(200)
    expect(seen.body.reporter).toMatchObject({ phone: null, isPhoneLost: true })
    expect(listed.body.total).toBe(1)
    await second.drop()
  })

  it('without the key hides whatever may be a number from who may not read the reporter', async () => {
    const second = await startApp({ database })

    const seen = await seenBy(second, 't1.leader')

    expect(seen.body.text).toContain('渠水外溢')
    expect(seen.body.text).not.toMatch(/1234|654/)
    expect(seen.body.case.number).toMatch(/^ZZ\d{6}-\d{8}-\d{4,}$/)
    await second.drop()
  })

  it('that shares the key by its file reads the number', async () => {
    const second = await startApp({ database, settings: { secretKeyFile } })

    const seen = await seenBy(second, 't1.leader')

    expect(seen.body.reporter).toMatchObject({ phone: '137****5678' })
    expect(seen.body.reporter.isPhoneLost).toBeUndefined()
    await second.drop()
  })

  it('does not begin without the file that is named', async () => {
    const begun = startApp({ database, settings: { secretKeyFile: join(folder, 'nothing.key') } })

    await expect(begun).rejects.toThrow('nothing.key')
  })
})
