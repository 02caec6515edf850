import { parseArgs, type ParseArgsConfig } from 'node:util'

/** The line asks for nothing that the program knows; the message says what, and how it is called. */
export class UsageError extends Error {}

type TextOptions = Readonly<Record<string, { readonly type: 'string' }>>

/** The options of a command line, all of them texts. Throws `UsageError` for any other. */
export function readTexts<const T extends TextOptions>(args: readonly string[], options: T, usage: string) {
  try {
    return parseArgs({ args: [...args], options } satisfies ParseArgsConfig).values
  } catch (cause) {
    const [said = ''] = cause instanceof Error ? cause.message.split('. To specify') : []
    throw new UsageError(`${said}\n${usage}`, { cause })
  }
}

export const asksForHelp = (args: readonly string[]): boolean =>
  args.includes('--help') || args.includes('-h')
