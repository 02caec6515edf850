import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { newAuthority, newServer, type Certified } from './certificate.ts'

/** Where the files of the private authority and of the server's certificate lie. */
export const certificateFiles = (dataDir: string) => {
  const at = (name: string) => join(dataDir, 'tls', name)
  return {
    authority: { certificate: at('authority.crt'), key: at('authority.key') },
    server: { certificate: at('server.crt'), key: at('server.key') },
  }
}

/** Keys are for the server's user only. */
function write(files: Certified, { certificate, key }: Certified): void {
  writeFileSync(files.key, key, { mode: 0o600 })
  writeFileSync(files.certificate, certificate, { mode: 0o644 })
}

/**
 * Makes a server's certificate for the hosts under `DATA_DIR/tls`. The authority is made once: the phones that were
 * told to trust it go on trusting every certificate that follows.
 */
export async function keepCertificate(dataDir: string, hosts: readonly [string, ...string[]], now: Date) {
  const files = certificateFiles(dataDir)
  mkdirSync(join(dataDir, 'tls'), { recursive: true, mode: 0o700 })
  if (!existsSync(files.authority.key)) write(files.authority, await newAuthority(now))
  const authority = {
    certificate: readFileSync(files.authority.certificate, 'utf8'),
    key: readFileSync(files.authority.key, 'utf8'),
  }
  write(files.server, await newServer(authority, hosts, now))
  return files
}
