import { seeReadiness } from '@shuniu/shared/readiness'
import type { ServerFeature } from '../../platform/feature/index.ts'
import { readinessQueries, type ReadinessDeps } from './readiness.queries.ts'

/** 开通清单: what a county has and lacks on its way to the first report, counted anew whenever somebody looks. */
export function readinessFeature(deps: ReadinessDeps): ServerFeature {
  const queries = readinessQueries(deps)
  return { name: 'readiness', bind: on => on(seeReadiness, ({ actor }) => queries.see(actor)) }
}
