import * as calendar from '@shuniu/shared/calendar'
import * as cases from '@shuniu/shared/cases'
import * as centres from '@shuniu/shared/centres'
import * as clocks from '@shuniu/shared/clocks'
import * as drafts from '@shuniu/shared/drafts'
import * as grids from '@shuniu/shared/grids'
import * as identity from '@shuniu/shared/identity'
import type { Contract } from '@shuniu/shared/kernel'
import * as notifications from '@shuniu/shared/notifications'
import * as forecast from '@shuniu/shared/forecast'
import * as documents from '@shuniu/shared/documents'
import * as patrol from '@shuniu/shared/patrol'
import * as reports from '@shuniu/shared/reports'
import * as statistics from '@shuniu/shared/statistics'

const isContract = (value: unknown): value is Contract =>
  typeof value === 'object' &&
  value !== null &&
  ['method', 'path', 'shape', 'needs'].every(key => key in value)

const features: readonly object[] = [
  ...[calendar, cases, centres, clocks, drafts, grids, identity],
  ...[notifications, forecast, documents, patrol, reports, statistics],
]
const exported = features.flatMap((feature): unknown[] => Object.values(feature))

/** Every contract of the product; a test holds this list to the one the law reads from the sources. */
export const everyContract: readonly Contract[] = exported.filter(isContract)
