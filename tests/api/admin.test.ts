import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { request } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { accountCommands } from '@shuniu/server/features/identity'
import { systemClock } from '@shuniu/server/platform/clock'
import { timeOrderedIds } from '@shuniu/server/platform/ids'
import { accountWords } from '@shuniu/server/tools/admin/accounts.ts'
import { keepCertificate } from '@shuniu/server/tools/admin/keeping.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import { aBuiltClient } from '../builders/pages.ts'

const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
const program = fileURLToPath(new URL('../../server/tools/admin.ts', import.meta.url))

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
  const child = spawn(process.execPath, ['--import', tsx, program, ...words], { env })
  const [said, complaint, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ])
  return { code, said: said.trim(), complaint: complaint.trim() }
}

/** What a word of the program does, in this process. */
const asked = (word: keyof typeof accountWords, ...words: string[]) =>
  accountWords[word](
    accountCommands({ database: running.database, clock: systemClock, ids: timeOrderedIds }),
    words,
  )

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
    expect(said).toContain('t1.duty\t测试 t1.duty\t乡镇值班员\t341222100')
    expect(said).not.toContain('$argon2')
  })

  it('reset a password and disable an account of a living server', async () => {
    const password = await passwordIn(asked('reset', 't2.leader'))
    await expect(running.signIn('t2.leader', password)).resolves.toBeDefined()

    await asked('disable', 't2.leader')

    await expect(running.signIn('t2.leader', password)).rejects.toThrow('session.disabled')
  })

  it.each([
    ['create', ['t1.duty', 'x', 'townshipDuty', '341222100'], 'account.taken'],
    ['create', ['x y', 'x', 'townshipDuty', '341222100'], 'account.wrongName'],
    ['create', ['new.two', 'x', 'emperor', '341222100'], 'account.wrongRole'],
    ['create', ['new.two', 'x', 'townshipDuty', '3412'], 'account.wrongScope'],
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

  it('tells how it is used', async () => {
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
    const files = keepCertificate(dataDir, ['10.0.0.1'], new Date())
    const before = await readFile(files.authority.certificate, 'utf8')

    keepCertificate(dataDir, ['10.0.0.2'], new Date())

    expect(await readFile(files.authority.certificate, 'utf8')).toBe(before)
  })
})
