import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { request } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { accountsTold } from '@shuniu/server/features/identity'
import { secretsOf } from '@shuniu/server/platform/secrets'
import { accountCommandsByWord } from '@shuniu/server/tools/admin/accounts.ts'
import { keepCertificate } from '@shuniu/server/tools/admin/keeping.ts'
import { accountsFrom } from '@shuniu/server/tools/admin/keeper.ts'
import { listCases } from '@shuniu/shared/cases'
import { listDrafts } from '@shuniu/shared/drafts'
import { changeOwnPassword, seeSession } from '@shuniu/shared/identity'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import { aBuiltClient } from '../builders/pages.ts'
import { programArgs } from '../builders/programs.ts'
import { Watcher } from '../builders/watcher.ts'

let running: RunningApp
let dataDir: string

beforeAll(async () => {
  running = await startApp()
  dataDir = await mkdtemp(join(tmpdir(), 'shuniu-admin-'))
})
afterAll(async () => {
  await running.drop()
  await rm(dataDir, { recursive: true })
})

/** Runs the administrator's program as its own process, beside the living server. */
async function admin(...words: string[]): Promise<{ code: unknown; said: string; complaint: string }> {
  const env = { ...process.env, DATABASE_URL: running.database.url, DATA_DIR: dataDir }
  const child = spawn(process.execPath, [...programArgs('admin'), ...words], { env })
  const [said, complaint, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ])
  return { code, said: said.trim(), complaint: complaint.trim() }
}

/** What a word of the program does, in this process. */
function asked(word: string, ...words: string[]) {
  const { database, settings } = running
  const accounts = accountsFrom({ database, secrets: secretsOf(settings), actor: 'os:tester' })
  const command = accountCommandsByWord[word]
  if (!command) throw new Error(`no command ${word}`)
  return command.run({ accounts, reason: '测试', phone: undefined }, words)
}

const passwordIn = async (answer: ReturnType<typeof asked>) => {
  const made = await answer
  return made.ok ? (made.value.split('\t')[1] ?? '') : ''
}

describe('the words of npm run admin', () => {
  it('create an account, whose password is shown once and opens it', async () => {
    const password = await passwordIn(asked('create', 'new.duty', '新人', 'townshipDuty', '341222100'))

    await expect(running.signIn('new.duty', password)).resolves.toBeDefined()
  })

  it('list accounts with their posts, and never a hash', async () => {
    const listed = await asked('list')

    const said = listed.ok ? listed.value : ''
    expect(said).toMatch(/^t1\.duty\t测试 t1\.duty\t乡镇值班员\t341222100\t[0-9a-f-]{36}\t正常$/m)
    expect(said).not.toContain('$argon2')
  })

  it('list many accounts in parts, each of which says how to go on', async () => {
    await running.database.pool.query(
      `insert into accounts (id, account, name, initials, role, scope, password_hash, created_at, updated_at)
         select gen_random_uuid(), 'many.' || lpad(n::text, 4, '0'), '某人', 'mr', 'villageOfficer', '341222999001',
                password_hash, created_at, updated_at
           from accounts, generate_series(1, $1::int) n where account = 't1.duty'`,
      [accountsTold + 20],
    )
    const parts: string[][] = []
    let words: string[] | undefined = []
    while (words) {
      const listed = await asked('list', ...words)
      const lines = listed.ok ? listed.value.split('\n') : []
      parts.push(lines.filter(line => line.includes('\t')))
      const next = /npm run admin -- list (\S+)$/.exec(lines.at(-1) ?? '')?.[1]
      words = next === undefined ? undefined : [next]
    }

    const { rows } = await running.database.pool.query<{ account: string }>('select account from accounts')
    expect(parts[0]).toHaveLength(accountsTold)
    expect(parts.length).toBeGreaterThan(1)
    expect(
      parts
        .flat()
        .map(line => line.split('\t')[0])
        .sort(),
    ).toEqual(rows.map(row => row.account).sort())
    expect(await asked('list', 'nobody')).toMatchObject({ refusal: { code: 'account.unknown' } })
    await running.database.pool.query(`delete from accounts where account like 'many.%'`)
  })

  it('reset a password and disable an account of a living server', async () => {
    const password = await passwordIn(asked('reset', 't2.leader'))
    await expect(running.signIn('t2.leader', password)).resolves.toBeDefined()

    await asked('disable', 't2.leader')

    await expect(running.signIn('t2.leader', password)).rejects.toThrow('session.disabled')
    await asked('enable', 't2.leader')
    await expect(running.signIn('t2.leader', password)).resolves.toBeDefined()
  })

  it('let whoever holds a password set by others do nothing until it is their own', async () => {
    const given = await passwordIn(asked('reset', 't2.duty'))
    const here = await running.signIn('t2.duty', given)
    const watcher = new Watcher({ url: running.url, cookie: here.cookie })

    const [cases, drafts, session] = [
      await here.call(listCases, { query: {} }),
      await here.call(listDrafts),
      await here.call(seeSession),
    ]
    await expect(watcher.connect()).rejects.toThrow('account.mustChangePassword')
    const changed = await here.call(changeOwnPassword, {
      body: { current: given, next: 'chosen-by-oneself-1' },
    })
    const own = await running.signIn('t2.duty', 'chosen-by-oneself-1')

    expect([cases.code, drafts.code]).toEqual(['account.mustChangePassword', 'account.mustChangePassword'])
    expect([session.status, changed.status]).toEqual([200, 200])
    expect((await own.call(listCases, { query: {} })).status).toBe(200)
  })

  it('unlock whoever strangers have locked out, and so does a new password', async () => {
    const lockOut = async () => {
      for (let n = 0; n < 6; n += 1) {
        await running.stranger.post('/api/session', { account: 't3.duty', password: 'a-wrong-guess' })
      }
      await expect(running.signIn('t3.duty')).rejects.toThrow('session.locked')
      expect(await asked('list')).toMatchObject({ value: expect.stringMatching(/^t3\.duty.*输错锁定/m) })
    }
    await lockOut()

    await asked('unlock', 't3.duty')
    await expect(running.signIn('t3.duty')).resolves.toBeDefined()
    await lockOut()
    const password = await passwordIn(asked('reset', 't3.duty'))

    await expect(running.signIn('t3.duty', password)).resolves.toBeDefined()
    expect(await asked('list')).toMatchObject({ value: expect.stringMatching(/^t3\.duty.*正常，待改密码$/m) })
  })

  it('leave a row of what was done, by whom and why, that nobody can change', async () => {
    const { pool } = running.database
    await asked('disable', 't3.leader')

    const { rows } = await pool.query(
      `select kind, actor_name, reason from acts where subject_name like '%（t3.leader）' order by id`,
    )
    expect(rows).toEqual([{ kind: 'account.disable', actor_name: 'os:tester', reason: '测试' }])
    await expect(pool.query('delete from acts')).rejects.toThrow('never changed')
    await expect(pool.query(`update acts set actor_name = 'x'`)).rejects.toThrow('never changed')
    await expect(pool.query('truncate acts')).rejects.toThrow('never changed')
  })

  it.each([
    ['create', ['t1.duty', 'x', 'townshipDuty', '341222100'], 'account.taken'],
    ['create', ['x y', 'x', 'townshipDuty', '341222100'], 'account.wrongName'],
    ['create', ['new.two', 'x', 'emperor', '341222100'], 'account.wrongRole'],
    ['create', ['new.two', 'x', 'townshipDuty', '3412'], 'account.wrongScope'],
    ['create', ['new.two', 'x', 'townshipDuty', '341222999'], 'account.unknownScope'],
    ['create', ['new.two', 'x', 'gridMember', '341222'], 'account.wrongScope'],
    ['create', ['new.two', 'x', 'countyDuty', '341222100'], 'account.wrongScope'],
    ['create', ['new.two', 'x', 'townshipDuty', '341222'], 'account.wrongScope'],
    ['create', ['new.two', 'x', 'unitHandler', '341222'], 'account.wrongUnit'],
    [
      'create',
      ['new.two', 'x', 'townshipDuty', '341222100', '0197f000-0000-7000-8000-00000000dead'],
      'account.wrongUnit',
    ],
    ['create', ['T1.Duty', 'x', 'townshipDuty', '341222100'], 'account.confusable'],
    ['create', ['tl-duty', 'x', 'townshipDuty', '341222100'], 'account.confusable'],
    ['enable', ['nobody'], 'account.unknown'],
    ['unlock', ['nobody'], 'account.unknown'],
    ['create', ['new.two', 'x', 'townshipDuty', '341222100', 'x'], 'account.wrongUnit'],
    ['disable', ['nobody'], 'account.unknown'],
    ['reset', ['nobody'], 'account.unknown'],
  ] as const)('%s %j is refused', async (word, words, code) => {
    expect(await asked(word, ...words)).toMatchObject({ ok: false, refusal: { code } })
  })
})

describe('npm run admin', () => {
  it('works beside a living server, and tells a refusal by its code', async () => {
    const { code, complaint } = await admin('disable', 'nobody')

    expect(code).toBe(1)
    expect(complaint).toContain('account.unknown: no such account')
  })

  it('tells how it is used, and does nothing, for what it does not know', async () => {
    const { code, said } = await admin('dance')

    expect(code).toBe(2)
    expect(said).toContain('npm run admin -- <command>')
  })
})

describe('npm run admin -- certificate', () => {
  it('makes a certificate that the server serves https with, and phones that trust the authority accept', async () => {
    const { code } = await admin('certificate', '127.0.0.1', 'shuniu.example')
    const at = (name: string) => join(dataDir, 'tls', name)
    const ca = await readFile(at('authority.crt'), 'utf8')
    const pagesFolder = await aBuiltClient()
    const tls = { certFile: at('server.crt'), keyFile: at('server.key') }
    const secure = await startApp({ pagesFolder, settings: { tls, publicUrl: new URL('https://127.0.0.1') } })

    const page = await new Promise<string>((resolve, reject) => {
      const asked = request(`${secure.url.replace(/^http:/, 'https:')}/m`, { ca, agent: false }, reply =>
        resolve(text(reply)),
      )
      asked.on('error', reject).end()
    }).finally(() => secure.drop())

    expect(code).toBe(0)
    expect(page).toContain('枢纽')
    expect((await stat(at('server.key'))).mode & 0o077).toBe(0)
    await rm(pagesFolder, { recursive: true })
  })

  it('keeps the authority when a certificate is made anew', async () => {
    const files = await keepCertificate(dataDir, ['10.0.0.1'], new Date())
    const before = await readFile(files.authority.certificate, 'utf8')

    await keepCertificate(dataDir, ['10.0.0.2'], new Date())

    expect(await readFile(files.authority.certificate, 'utf8')).toBe(before)
  })
})
