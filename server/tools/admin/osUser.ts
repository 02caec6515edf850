import { userInfo } from 'node:os'

/** Who sits at the server's machine; a container may have a number without a name. */
export function osUser(env: NodeJS.ProcessEnv): string {
  try {
    return `os:${env['SUDO_USER'] ?? userInfo().username}`
  } catch {
    return `os:${process.getuid?.() ?? 'unknown'}`
  }
}
