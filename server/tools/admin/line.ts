import { parseArgs } from 'node:util'
import { accountCommandsByWord } from './accounts.ts'

/** A line as an administrator typed it. */
export interface AdminLine {
  readonly word: string
  readonly words: readonly string[]
  readonly reason: string | undefined
  /** Of whoever an account is made for. */
  readonly phone: string | undefined
  readonly isHelp: boolean
}

interface Wrong {
  readonly word: string
  readonly wrong: string
}

const certificate = { takes: ['host', '[host …]'], help: '为手机访问签发证书：私有根证书和服务器证书' }

const rebuild = { takes: [], help: '按事件重建统计计数，服务运行时也可进行；中断后再次运行即从中断处继续' }

const commands: Readonly<Record<string, { readonly takes: readonly string[]; readonly help: string }>> = {
  ...accountCommandsByWord,
  certificate,
  rebuild,
}

const signatureOf = (word: string, takes: readonly string[]): string =>
  [word, ...takes.map(name => (name.startsWith('[') ? name : `<${name}>`))].join(' ')

/** How one command is used, or all of them. */
export function usageOf(word: string): string {
  const command = commands[word]
  if (command) {
    const line = `用法 npm run admin -- ${signatureOf(word, command.takes)}${word in accountCommandsByWord ? ' [--reason <text>]' : ''}`
    return `${line}\n  ${command.help}`
  }
  const rows = Object.entries(commands).map(
    ([name, { takes, help }]) => `  ${signatureOf(name, takes).padEnd(50)}${help}`,
  )
  return [
    '用法 npm run admin -- <command> [--reason <text>]',
    ...rows,
    '  --reason <text>  写入审计记录的原因        --phone <number>  持有人电话（新建账号）        --help  说明',
  ].join('\n')
}

/** For a line that cannot be done: what is wrong with it, and how it is used. */
export function tellUsage(word = '', wrong?: string): number {
  if (wrong !== undefined) process.stderr.write(`${wrong}\n`)
  process.stdout.write(`${usageOf(word)}\n`)
  return 2
}

const isAsked = (name: string): boolean => !name.startsWith('[')

function wrongIn({ word, words }: { word: string; words: readonly string[] }): string | undefined {
  const command = commands[word]
  if (!command) return word === '' ? '缺少命令' : `没有这个命令：${word}`
  const least = command.takes.filter(isAsked).length
  const isOpen = command.takes.some(name => name.includes('…'))
  if (words.length < least) return `缺少 ${command.takes.slice(words.length, least).join('、')}`
  return !isOpen && words.length > command.takes.length
    ? `多余的内容：${words.slice(command.takes.length).join(' ')}`
    : undefined
}

/** Reads a line; an option, a command or a number of words that is not known is wrong, and nothing is done. */
export function readLine(args: readonly string[]): AdminLine | Wrong {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h' },
        reason: { type: 'string' },
        phone: { type: 'string' },
      },
    })
    const [word = '', ...words] = positionals
    const isHelp = values.help === true
    const wrong = isHelp ? undefined : wrongIn({ word, words })
    return wrong === undefined
      ? { word, words, reason: values.reason, phone: values.phone, isHelp }
      : { word, wrong }
  } catch (cause) {
    return { word: args[0] ?? '', wrong: cause instanceof Error ? cause.message : String(cause) }
  }
}
