import { addAccounts, hashPassword } from '@shuniu/server/features/identity'
import { inTx } from '@shuniu/server/platform/db'
import { listDivisions, mapCounty } from '@shuniu/shared/grids'
import { changeOwnPassword, listAccounts } from '@shuniu/shared/identity'
import { undoImport, type ImportView } from '@shuniu/shared/imports'
import { instant } from '@shuniu/shared/kernel'
import { makeReport } from '@shuniu/shared/reports'
import { listPersons, seeStaffing } from '@shuniu/shared/staffing'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startApp } from './app.ts'
import type { Browser } from './browser.ts'
import { filesOfCounty } from './countyFiles.ts'
import { freshDatabase } from './database.ts'
import { checkedFile, fileOf, importedFile, settled, textsIn, type ImportFile } from './imports.ts'
import { aReport } from './report.ts'
import { say } from './size.ts'

const password = 'correct horse battery staple'
const county = '341222'
const timeout = 3_600_000

/** A county that holds nothing but its first two administrators, and the files that it is to stand from. */
async function openEmptyCounty(people: number) {
  const files = await filesOfCounty(people)
  const database = await freshDatabase()
  const running = await startApp({ database })
  const passwordHash = await hashPassword(password)
  const first = (role: 'systemAdmin' | 'securityAdmin') => ({
    id: v7(),
    account: `first.${role}`,
    name: '管理员',
    initials: 'gly',
    passwordHash,
    role,
    scope: county,
    unitId: null,
    isDemo: false,
    createdAt: instant('2026-01-01T00:00:00Z'),
  })
  await inTx(database, tx => addAccounts(tx, [first('systemAdmin'), first('securityAdmin')]))
  const admin = await running.signIn('first.systemAdmin', password)
  const security = await running.signIn('first.securityAdmin', password)
  const byOf = ({ kind }: Pick<ImportFile, 'kind'>): Browser => (kind === 'accounts' ? security : admin)
  /** The first map file is of a web map and says nothing of it. */
  const systemOf = ({ name }: ImportFile) => (name === '区划.geojson' ? 'GCJ02' : undefined)
  return {
    files,
    admin,
    security,
    signIn: running.signIn,
    villagesDrawn: async () => (await admin.call(mapCounty)).body.villages.features.length,
    check: (file: ImportFile) => checkedFile(byOf(file), file, systemOf(file)),
    /** Imports all files in their order, and says how long each took. */
    async stand(): Promise<ImportView[]> {
      const imported: ImportView[] = []
      const beganMs = performance.now()
      for (const file of files) {
        const fileMs = performance.now()
        const done = await importedFile(byOf(file), file, systemOf(file))
        imported.push(done)
        const tookS = ((performance.now() - fileMs) / 1_000).toFixed(1)
        say(
          `  ${file.name}: ${done.counts?.fresh ?? 0} new, ${done.counts?.changed ?? 0} changed, ${tookS} s`,
        )
      }
      say(
        `  a county of ${people} people stands after ${Math.round((performance.now() - beganMs) / 1_000)} s`,
      )
      return imported
    },
    /** Takes an import back; answers how it stands then, or why that is refused. */
    async undo({ id, version, kind }: ImportView): Promise<string> {
      const asked = await byOf({ kind }).call(undoImport, { params: { id }, body: { version } })
      return asked.code ?? (await settled(byOf({ kind }), id)).state
    },
    async drop(): Promise<void> {
      await running.drop()
      await database.drop()
    },
  }
}

type EmptyCounty = Awaited<ReturnType<typeof openEmptyCounty>>

/** Proves that a county stands from its files, with so many persons and as many accounts, on a database that holds nothing. */
export function proveImportedCounty(people: number): void {
  let at: EmptyCounty
  let imported: readonly ImportView[]
  beforeAll(async () => {
    at = await openEmptyCounty(people)
  }, timeout)
  afterAll(() => at.drop(), timeout)

  it(
    'a county stands from its files, staffed, and one of its people signs in and reports',
    { timeout },
    async () => {
      const { admin, files } = at
      imported = await at.stand()

      expect(imported.flatMap(({ faults }) => faults.filter(({ isWarning }) => !isWarning))).toEqual([])
      expect(imported.map(({ state, counts }) => [state, counts?.wrong])).toEqual(
        files.map(() => ['done', 0]),
      )
      expect(imported.map(({ counts }) => counts?.fresh)).toMatchObject({
        0: 343,
        5: people,
        6: people,
        7: people,
      })
      const townships = await admin.call(listDivisions, { query: { parent: county } })
      expect(townships.body.items.length).toBeGreaterThan(20)
      await expect.poll(at.villagesDrawn, { timeout: 20_000 }).toBe(310)
      const staffing = await admin.call(seeStaffing, { query: {} })
      expect(staffing.body.centres).toHaveLength(343)
      const last = people - 1
      const found = await admin.call(listPersons, { query: { q: `专干${last}` } })
      expect(found.body.items.map(({ name, mobile }) => [name, mobile])).toEqual([
        [`专干${last}`, `199****${String(last).padStart(4, '0')}`],
      ])

      const slips = await textsIn(
        await fileOf(at.security, 'POST', `/api/imports/${imported.at(-1)?.id}/slips`),
      )
      expect(slips).toHaveLength(people + 1)
      const [account = '', , secret = ''] = slips[1] ?? []
      const member = await at.signIn(account, secret)
      expect((await member.call(listDivisions, { query: {} })).code).toBe('account.mustChangePassword')
      const changed = await member.call(changeOwnPassword, { body: { current: secret, next: password } })
      expect(changed.status).toBe(200)
      const { position: _, ...report } = aReport({ occurredAt: new Date().toISOString() })
      const again = await at.signIn(account, password)
      const sent = await again.call(makeReport, { body: { ...report, areaCode: account.slice(1) } })
      expect([sent.status, sent.body.gridCode]).toEqual([201, account.slice(1)])
    },
  )

  it('the same files again change nothing', { timeout }, async () => {
    for (const file of at.files) {
      const { counts } = await at.check(file)
      expect([file.name, counts?.fresh, counts?.changed, counts?.wrong]).toEqual([file.name, 0, 0, 0])
    }
  })

  it('undo takes back what nothing leans on, and refuses the rest', { timeout }, async () => {
    const [divisions, , outlines, gridOutlines, , persons, appointments, accounts] = imported
    if (!divisions || !outlines || !gridOutlines || !persons || !appointments || !accounts) {
      throw new Error('some file was not imported')
    }
    for (const leanedOn of [divisions, persons, accounts])
      expect(await at.undo(leanedOn)).toBe('import.leanedOn')
    for (const one of [appointments, persons, gridOutlines, outlines])
      expect(await at.undo(one)).toBe('undone')

    await expect.poll(at.villagesDrawn, { timeout: 20_000 }).toBe(0)
    expect((await at.admin.call(listPersons, { query: {} })).body.items).toEqual([])
  })
}

/**
 * Proves that each import of a county that nobody has used is taken back, the last first, until nothing stands but the
 * register of divisions, to which the county's administrators belong.
 */
export function proveUndoneCounty(people: number): void {
  it(
    'each file is taken back, the last first, until the administrators alone stand in their county',
    { timeout },
    async () => {
      const at = await openEmptyCounty(people)
      try {
        for (const one of (await at.stand()).reverse()) {
          const beganMs = performance.now()
          const expected = one.kind === 'divisions' ? 'import.leanedOn' : 'undone'
          expect([one.fileName, await at.undo(one)]).toEqual([one.fileName, expected])
          say(`  ${one.fileName} taken back in ${((performance.now() - beganMs) / 1_000).toFixed(1)} s`)
        }
        await expect.poll(at.villagesDrawn, { timeout: 20_000 }).toBe(0)
        const centres = async () => (await at.admin.call(seeStaffing, { query: {} })).body.centres
        await expect.poll(centres, { timeout: 20_000 }).toEqual([])
        expect((await at.admin.call(listPersons, { query: {} })).body.items).toEqual([])
        const accounts = await at.security.call(listAccounts, { query: {} })
        expect(accounts.body.items.map(({ account }) => account).sort()).toEqual([
          'first.securityAdmin',
          'first.systemAdmin',
        ])
      } finally {
        await at.drop()
      }
    },
  )
}
