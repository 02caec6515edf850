import { refuse } from '@shuniu/shared/kernel'
import { foreseeToday, previewClockRule } from '@shuniu/shared/forecast'
import type { Platform, ServerFeature } from '../../platform/feature/index.ts'
import { foresee, previewRule, usualsOf, type ForecastQueryDeps } from './forecast.queries.ts'

type ForecastGround = Pick<ForecastQueryDeps, 'clocks' | 'cases'> & {
  readonly isCategory: (prefix: string) => boolean
}

/** What another limit would have done, and what will be late today. */
export function forecastFeature(platform: Platform, ground: ForecastGround): ServerFeature {
  const reading = { ...platform, ...ground }
  const usual = usualsOf(reading)
  let isPreviewing = false
  return {
    name: 'forecast',
    bind: on => {
      on(previewClockRule, async ({ body, actor }) => {
        if (body.categoryPrefix !== undefined && !ground.isCategory(body.categoryPrefix)) {
          return refuse('clock.unknownCategory', { prefix: body.categoryPrefix })
        }
        if (isPreviewing) return refuse('platform.overloaded')
        isPreviewing = true
        try {
          return await previewRule(reading, body, actor)
        } finally {
          isPreviewing = false
        }
      })
      on(foreseeToday, ({ query, actor }) => foresee(reading, usual, { ...query, actor }))
    },
  }
}
