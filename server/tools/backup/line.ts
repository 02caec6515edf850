import { resolve } from 'node:path'
import { parseArgs } from 'node:util'

const helps = {
  backup: `用法 npm run backup -- <file>
  把整个系统（数据库、附件、密钥）加密备份到一个文件；服务运行时也可进行。
  口令在终端中输入，或取自环境变量 BACKUP_PASSPHRASE。`,
  restore: `用法 DATA_DIR=<空文件夹> npm run restore -- <file>
  把备份恢复到空的 DATA_DIR（以及 DATABASE_URL 指向的空数据库）；恢复后所有人需重新登录。
  口令在终端中输入，或取自环境变量 BACKUP_PASSPHRASE。`,
} as const

/** What a line of one of the two asks for: the file, or how it is used and whether that was asked. */
export type BackupLine = { readonly path: string } | { readonly usage: string; readonly code: 0 | 2 }

export function readLine(name: keyof typeof helps, args: readonly string[]): BackupLine {
  const usage = helps[name]
  try {
    const options = { help: { type: 'boolean', short: 'h' } } as const
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
    if (values.help === true) return { usage, code: 0 }
    const [path] = positionals
    return path !== undefined && positionals.length === 1 ? { path: resolve(path) } : { usage, code: 2 }
  } catch {
    return { usage, code: 2 } // An option that is not known.
  }
}
