import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { BackupRefused } from './refused.ts'

const leastLetters = 12

/** Asks at the terminal without showing what is typed. */
async function asked(question: string): Promise<string> {
  process.stderr.write(question)
  const nowhere = new Writable({ write: (_, __, done) => done() })
  const line = createInterface({ input: process.stdin, output: nowhere, terminal: true })
  const stopped = new AbortController()
  line.once('SIGINT', () => stopped.abort())
  try {
    return await line.question('', { signal: stopped.signal })
  } finally {
    line.close()
    process.stderr.write('\n')
  }
}

/** From `BACKUP_PASSPHRASE`, else asked for; never from the line, which others on the machine may see. Refuses: none given. */
async function given(env: NodeJS.ProcessEnv): Promise<string | undefined> {
  const { BACKUP_PASSPHRASE: set } = env
  if (set !== undefined && set !== '') return set
  if (!process.stdin.isTTY) throw new BackupRefused('backup.noPassphrase')
  return undefined
}

/** A new passphrase, typed twice. Refuses: `backup.noPassphrase`, `backup.shortPassphrase`, `backup.passphrasesDiffer`. */
export async function newPassphrase(env: NodeJS.ProcessEnv): Promise<string> {
  const set = await given(env)
  const passphrase =
    set ?? (await asked(`备份口令（至少 ${leastLetters} 个字符，请妥善另存，遗失后备份无法恢复）：`))
  if ([...passphrase].length < leastLetters) throw new BackupRefused('backup.shortPassphrase')
  if (set === undefined && (await asked('再输入一次：')) !== passphrase) {
    throw new BackupRefused('backup.passphrasesDiffer')
  }
  return passphrase
}

/** The passphrase of a backup that is there. Refuses: `backup.noPassphrase`. */
export async function knownPassphrase(env: NodeJS.ProcessEnv): Promise<string> {
  return (await given(env)) ?? asked('备份口令：')
}
