import { seeSystem } from '@shuniu/shared/system'
import type { Platform, ServerFeature } from '../../platform/feature/index.ts'
import { systemQueries } from './system.queries.ts'

export { systemCommands } from './system.commands.ts'

/** How the system stands, and its backups. Source: domain.md §5.4. */
export function systemFeature(
  platform: Pick<Platform, 'database' | 'clock' | 'live' | 'settings'>,
): ServerFeature {
  const queries = systemQueries(platform)
  return {
    name: 'system',
    bind: on => on(seeSystem, () => queries.state()),
  }
}
