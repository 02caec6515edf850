import { spawn } from 'node:child_process'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Log } from '../../src/platform/db/index.ts'
import type { Settings } from '../../src/platform/settings/index.ts'

const root = resolve(fileURLToPath(import.meta.url), '../../../..')

interface ShiftsOptions {
  readonly settings: Settings
  readonly url: string
  readonly log: Log
}

/**
 * Simulated shifts that keep a demo moving (`DEMO_DRILL`): the drill as a process of its own, speaking to the server
 * through its public API alone; the channel between them only tells it when the server is gone. When it breaks off, the
 * server goes on without it.
 */
export function startShifts({ settings, url, log }: ShiftsOptions): { stop(): void } {
  const args = [
    '--import',
    'tsx',
    resolve(root, 'tests/drills/main.ts'),
    '--mode',
    settings.demoDrill ?? 'calm',
  ]
  const child = spawn(process.execPath, [...args, '--url', url, '--accounts', settings.dataDir], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    env: { ...process.env, ...(settings.tls && { NODE_EXTRA_CA_CERTS: settings.tls.certFile }) },
  })
  let complaint = ''
  child.stderr?.on('data', text => (complaint = `${complaint}${String(text)}`.slice(-2_000)))
  child.once('error', cause => log.warn({ cause }, 'the simulated shifts could not be started'))
  child.once('exit', code => {
    if (code !== null) log.warn({ code, complaint }, 'the simulated shifts broke off; the server goes on')
  })
  return { stop: () => void child.kill('SIGTERM') }
}
