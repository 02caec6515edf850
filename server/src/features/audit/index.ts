import { auditRefusals, listActs } from '@shuniu/shared/audit'
import type { Platform, ServerFeature } from '../../platform/feature/index.ts'
import { auditQueries } from './audit.queries.ts'

export { noteAct, noteActs, type NewAct } from './audit.repo.ts'

/** What administrators do, for the audit administrator to read. */
export function auditFeature(platform: Pick<Platform, 'database'>): ServerFeature {
  const queries = auditQueries(platform)
  return {
    name: 'audit',
    refusals: auditRefusals,
    bind: on => on(listActs, ({ query }) => queries.acts(query)),
  }
}
