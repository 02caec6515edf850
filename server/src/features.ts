import { isUnder } from '@shuniu/shared/clocks'
import { leafCategories } from '@shuniu/shared/cases'
import { calendarFeature } from './features/calendar/index.ts'
import { casesFeature, sightInFact } from './features/cases/index.ts'
import { centresFeature } from './features/centres/index.ts'
import { clocksFeature } from './features/clocks/index.ts'
import { draftsFeature } from './features/drafts/index.ts'
import { gridsFeature } from './features/grids/index.ts'
import { identityFeature } from './features/identity/index.ts'
import { notificationsFeature } from './features/notifications/index.ts'
import { forecastFeature } from './features/forecast/index.ts'
import { documentsFeature } from './features/documents/index.ts'
import { patrolFeature } from './features/patrol/index.ts'
import { reportsFeature } from './features/reports/index.ts'
import { statisticsFeature } from './features/statistics/index.ts'
import { mediaOf, uploadsFeature } from './features/uploads/index.ts'
import type { Authenticate } from './platform/routes/index.ts'
import type { Platform, ServerFeature } from './platform/feature/index.ts'
import type { LivePorts } from './platform/live/index.ts'

interface Features extends Pick<LivePorts, 'readStandings' | 'sightIn'> {
  /** In the order of their levels. */
  readonly features: readonly ServerFeature[]
  readonly authenticate: Authenticate
}

/** The whole product, one line a feature; a feature is given the lower ones it reads. */
export function featuresOf(platform: Platform): Features {
  const grids = gridsFeature(platform)
  const { places } = grids
  const units = centresFeature(platform)
  const names = { ofDivision: places.nameOf, ofUnit: (id: string) => units.unitById(id)?.name }
  const identity = identityFeature(platform, names)
  const calendar = calendarFeature(platform)
  const isCategory = (prefix: string) => leafCategories.some(({ code }) => isUnder(code, prefix))
  const clocks = clocksFeature(platform, { calendar, isCategory })
  const media = mediaOf(platform)
  const cases = casesFeature(platform, { clocks, places, units, media })
  const uploads = uploadsFeature(platform, { ...cases, authenticate: identity.authenticate })
  const reports = reportsFeature(platform, { cases, places, media })
  const patrol = patrolFeature(platform, { places, hasGraveTask: cases.hasGraveTask })
  const notifications = notificationsFeature(platform, { clocks, cases })
  const forecast = forecastFeature(platform, { clocks, cases, isCategory })
  const documents = documentsFeature(platform, { cases, places, units, isDemo: identity.isDemo })
  const statistics = statisticsFeature(platform, places)
  const features = [
    grids,
    units,
    identity,
    draftsFeature(platform),
    uploads,
    calendar,
    clocks,
    cases,
    reports,
    patrol,
    notifications,
    forecast,
    documents,
    statistics,
  ]
  const { standings: readStandings } = cases
  return { features, authenticate: identity.authenticate, readStandings, sightIn: sightInFact }
}
