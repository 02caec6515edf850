import { makeReport, reportRefusals } from '@shuniu/shared/reports'
import type { Platform, ServerFeature } from '../../platform/feature/index.ts'
import { secretsIn } from '../../platform/secrets/index.ts'
import { mountPlainForm } from './plain/plain.routes.ts'
import { reportCommandsOf, type ReportGround } from './reports.commands.ts'

export interface Reports extends ServerFeature, ReturnType<typeof reportCommandsOf> {}

/** Reports: received once each, whatever a weak network repeats. */
export function reportsFeature(platform: Platform, ground: ReportGround): Reports {
  const commands = reportCommandsOf({ ...platform, ...ground })
  const secrets = secretsIn(platform.settings.dataDir)
  return {
    ...commands,
    name: 'reports',
    refusals: reportRefusals,
    mount: http => mountPlainForm(http, { ...platform, secrets }),
    bind: on => on(makeReport, ({ body, actor }) => commands.receive(body, actor)),
  }
}
