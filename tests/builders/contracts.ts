import * as audit from '@shuniu/shared/audit'
import * as calendar from '@shuniu/shared/calendar'
import * as cases from '@shuniu/shared/cases'
import * as centres from '@shuniu/shared/centres'
import * as clocks from '@shuniu/shared/clocks'
import * as dispatch from '@shuniu/shared/dispatch'
import * as divisions from '@shuniu/shared/divisions'
import * as drafts from '@shuniu/shared/drafts'
import * as duty from '@shuniu/shared/duty'
import * as gridMembers from '@shuniu/shared/gridMembers'
import * as gridChecks from '@shuniu/shared/gridChecks'
import * as gridPlans from '@shuniu/shared/gridPlans'
import * as readiness from '@shuniu/shared/readiness'
import * as grids from '@shuniu/shared/grids'
import * as identity from '@shuniu/shared/identity'
import * as imports from '@shuniu/shared/imports'
import type { Contract } from '@shuniu/shared/kernel'
import * as notifications from '@shuniu/shared/notifications'
import * as forecast from '@shuniu/shared/forecast'
import * as documents from '@shuniu/shared/documents'
import * as patrol from '@shuniu/shared/patrol'
import * as reach from '@shuniu/shared/reach'
import * as reports from '@shuniu/shared/reports'
import * as staffing from '@shuniu/shared/staffing'
import * as statistics from '@shuniu/shared/statistics'
import * as system from '@shuniu/shared/system'

const isContract = (value: unknown): value is Contract =>
  typeof value === 'object' &&
  value !== null &&
  ['method', 'path', 'shape', 'needs'].every(key => key in value)

const features: readonly object[] = [
  audit,
  calendar,
  cases,
  centres,
  clocks,
  dispatch,
  divisions,
  drafts,
  duty,
  gridChecks,
  readiness,
  gridMembers,
  gridPlans,
  grids,
  identity,
  imports,
  notifications,
  forecast,
  documents,
  patrol,
  reach,
  reports,
  staffing,
  statistics,
  system,
]
const exported = features.flatMap((feature): unknown[] => Object.values(feature))

/** Every contract of the product; a test holds this list to the one the law reads from the sources. */
export const everyContract: readonly Contract[] = exported.filter(isContract)
