/**
 * The level of each feature, on both sides and in the language they share. A feature imports lower levels only;
 * equals meet in facts. A new feature is given its level here.
 */
export const levels: Readonly<Record<string, number>> = {
  kernel: -1,
  live: 0,
  // Below all who administer, who write down in it what they do, and above the language of who acts.
  audit: 0.5,
  identity: 1,
  grids: 1.5,
  centres: 1,
  calendar: 1,
  uploads: 1,
  drafts: 2,
  staffing: 2,
  responsible: 3,
  clocks: 2,
  gridMembers: 2.5,
  cases: 3,
  catalogue: 4,
  playbooks: 4,
  imports: 4,
  system: 4,
  reports: 4,
  dispatch: 4,
  alarms: 4,
  patrol: 4,
  tasks: 4,
  duty: 4,
  notifications: 4,
  forecast: 4,
  gridChecks: 4,
  reach: 5,
  gridPlans: 5,
  readiness: 4,
  supervision: 5,
  obligations: 5,
  mediation: 5,
  archives: 5,
  documents: 5,
  incidents: 5.5,
  // Stands in the middle of the desk, with the fields that are picked in its forms.
  intake: 5,
  statistics: 6,
  divisions: 6.5,
  walls: 7,
  evaluation: 7,
  ingest: 7,
  interop: 7,
  drills: 7,
  demo: 7,
}

/**
 * The language that both platforms and every feature above them speak: who acts is part of every request, and every
 * form may be kept.
 */
export const commonLanguage: readonly string[] = ['kernel', 'live', 'identity', 'drafts']

/** Where a file stands. */
export interface FilePlace {
  readonly side: 'shared' | 'server' | 'client'
  readonly kind: 'feature' | 'platform' | 'ui' | 'page' | 'top'
  /** The feature, the part of the platform, or the page. */
  readonly name: string
}

const kinds = { features: 'feature', platform: 'platform', pages: 'page' } as const

/** The place of a product file; tests, tools and outside packages have none. */
export function placeOf(path: string): FilePlace | undefined {
  const [side, src, first, second, ...rest] = path.split('/')
  if (src !== 'src' || first === undefined) return undefined
  if (side === 'shared') return second === undefined ? undefined : { side, kind: 'feature', name: first }
  if (side !== 'server' && side !== 'client') return undefined
  if (first === 'ui') return { side, kind: 'ui', name: 'ui' }
  if (first !== 'features' && first !== 'platform' && first !== 'pages')
    return { side, kind: 'top', name: first }
  return { side, kind: kinds[first], name: rest.length === 0 ? 'top' : (second ?? 'top') }
}
