import type { PageId } from './platform/shell/page.ts'

/**
 * The features that have a manifest (`features/<name>/feature.ts`), lower levels first, each with the pages that show it. A
 * page takes in those of its name from `virtual:features/<page>`, which the build makes from this list.
 */
export const features = {
  audit: ['admin'],
  identity: ['admin'],
  grids: ['desk', 'wall', 'centres'],
  uploads: ['desk', 'm'],
  staffing: ['desk', 'centres'],
  gridMembers: ['centres'],
  responsible: ['desk', 'wall'],
  calendar: ['admin'],
  clocks: ['admin'],
  imports: ['admin'],
  readiness: ['admin'],
  system: ['admin'],
  cases: ['every'],
  alarms: ['every'],
  catalogue: ['admin'],
  playbooks: ['desk', 'm', 'admin'],
  dispatch: ['desk'],
  forecast: ['desk', 'admin'],
  gridChecks: ['centres'],
  gridPlans: ['centres'],
  notifications: ['desk', 'm'],
  patrol: ['m'],
  reports: ['m'],
  tasks: ['m'],
  reach: ['desk', 'm', 'admin'],
  duty: ['desk', 'centres'],
  documents: ['desk'],
  incidents: ['desk'],
  intake: ['desk'],
  statistics: ['wall', 'admin'],
  divisions: ['admin'],
  walls: ['wall'],
} as const satisfies Readonly<Record<string, readonly (PageId | 'every')[]>>
