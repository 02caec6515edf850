import { isUnder } from '@shuniu/shared/clocks'
import { auditFeature } from './features/audit/index.ts'
import { calendarFeature, type Calendar } from './features/calendar/index.ts'
import { casesFeature, keptCatalogueOf, sightInFact, type KeptCatalogue } from './features/cases/index.ts'
import { centresFeature, type Centres, type Directory } from './features/centres/index.ts'
import { clocksFeature } from './features/clocks/index.ts'
import { dispatchFeature, type ProposalGround } from './features/dispatch/index.ts'
import { divisionsFeature } from './features/divisions/index.ts'
import { draftsFeature } from './features/drafts/index.ts'
import { dutyFeature, type HandOverGround } from './features/duty/index.ts'
import { gridChecksFeature } from './features/gridChecks/index.ts'
import { gridPlansFeature } from './features/gridPlans/index.ts'
import { gridsFeature, type GridsFeature, type Places } from './features/grids/index.ts'
import { gridMembersFeature } from './features/gridMembers/index.ts'
import { identityFeature, type Affiliations, type Identity } from './features/identity/index.ts'
import { importsFeature } from './features/imports/index.ts'
import { notificationsFeature } from './features/notifications/index.ts'
import { forecastFeature } from './features/forecast/index.ts'
import { documentsFeature } from './features/documents/index.ts'
import { patrolFeature } from './features/patrol/index.ts'
import { reachFeature } from './features/reach/index.ts'
import { readinessFeature } from './features/readiness/index.ts'
import { reportsFeature } from './features/reports/index.ts'
import { staffingFeature } from './features/staffing/index.ts'
import { statisticsFeature } from './features/statistics/index.ts'
import { systemFeature } from './features/system/index.ts'
import { mediaOf, uploadsFeature } from './features/uploads/index.ts'
import type { Authenticate } from './platform/routes/index.ts'
import type { Platform, ServerFeature } from './platform/feature/index.ts'
import type { LivePorts } from './platform/live/index.ts'

interface Features extends Pick<LivePorts, 'readStandings' | 'sightIn'> {
  /** In the order of their levels. */
  readonly features: readonly ServerFeature[]
  readonly authenticate: Authenticate
  /** The code of the first setup, where nobody has an account yet. */
  readonly setupCode: () => Promise<string | undefined>
}

const countyDigits = 6

/** What accounts may belong to. Before the divisions are known the county's administrators stand under its code alone. */
const siteOf = (places: Places, units: Directory): Affiliations => ({
  hasArea: async code =>
    places.countyCode() === undefined ? code.length === countyDigits : places.areaOf(code) !== undefined,
  areaOfUnit: async id => units.unitById(id)?.areaCode,
})

/** What accounts are shown with and held to. */
const accountGround = (places: Places, units: Directory) => ({
  names: { ofDivision: places.nameOf, ofUnit: (id: string) => units.unitById(id)?.name },
  site: siteOf(places, units),
})

/** Whether some kind that the county has, or had, lies under a prefix. */
const isCategoryIn =
  (catalogue: KeptCatalogue, { clock }: Platform) =>
  (prefix: string): boolean =>
    catalogue
      .county()
      .at(clock.now())
      .rows.some(({ code }) => isUnder(code, prefix))

/** The whole product, one line a feature; a feature is given the lower ones it reads. */
export function featuresOf(platform: Platform): Features {
  const grids = gridsFeature(platform)
  const { places } = grids
  const units = centresFeature(platform)
  const identity = identityFeature(platform, accountGround(places, units))
  const calendar = calendarFeature(platform)
  const catalogue = keptCatalogueOf(platform)
  const isCategory = isCategoryIn(catalogue, platform)
  const clocks = clocksFeature(platform, { calendar, isCategory })
  const media = mediaOf(platform)
  const cases = casesFeature(platform, { clocks, catalogue, places, units, media })
  const uploads = uploadsFeature(platform, { ...cases, authenticate: identity.authenticate })
  const reports = reportsFeature(platform, { cases, catalogue, places, media })
  const patrol = patrolFeature(platform, { places, hasGraveTask: cases.hasGraveTask })
  const features = [
    auditFeature(platform),
    grids,
    units,
    identity,
    draftsFeature(platform),
    ...staffFeatures(platform, { units, places, isCategory }),
    uploads,
    calendar,
    clocks,
    cases,
    reports,
    patrol,
    notificationsFeature(platform, { clocks, cases }),
    reachFeature(platform, { calendar }),
    ...watchFeatures(platform, { cases, units, duty: calendar.duty }),
    systemFeature(platform),
    ...setUpFeatures(platform, { grids, units, identity, calendar }),
    forecastFeature(platform, { clocks, cases, isCategory }),
    documentsFeature(platform, { cases, places, units, isDemo: identity.isDemo }),
    statisticsFeature(platform, places),
    divisionsFeature(platform, { cases, grids, units }),
  ]
  const { authenticate, setupCode } = identity
  return { features, authenticate, setupCode, readStandings: cases.standings, sightIn: sightInFact }
}

interface StaffGround {
  readonly units: Centres
  readonly places: Places
  readonly isCategory: (prefix: string) => boolean
}

/** Who stands at the centres, and who has the grids. */
const staffFeatures = (platform: Platform, { units, places, isCategory }: StaffGround): ServerFeature[] => [
  staffingFeature(platform, {
    units,
    isCategory,
    countyCode: () => places.countyCode(),
    isDivision: code => places.areaOf(code) !== undefined,
  }),
  gridMembersFeature(platform, places),
]

/** By what a watch is kept: which unit to send, and who is on duty. */
const watchFeatures = (platform: Platform, ground: ProposalGround & HandOverGround): ServerFeature[] => [
  dispatchFeature(platform, ground),
  dutyFeature(platform, ground),
]

interface SetUpGround {
  readonly grids: GridsFeature
  readonly units: Centres
  readonly identity: Identity
  readonly calendar: Calendar
}

/** By what administrators set the county up and see that it holds. */
const setUpFeatures = (
  platform: Platform,
  { grids, units, identity, calendar }: SetUpGround,
): ServerFeature[] => [
  importsFeature(platform, identity),
  gridChecksFeature(platform, grids),
  gridPlansFeature(platform, grids.places),
  readinessFeature({ ...platform, places: grids.places, units, duty: calendar.duty }),
]
