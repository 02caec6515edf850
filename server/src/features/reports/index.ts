import { makeReport, reportRefusals } from '@shuniu/shared/reports'
import type { Platform, ServerFeature } from '../../platform/feature/index.ts'
import { secretsOf } from '../../platform/secrets/index.ts'
import { mountPlainForm } from './plain/plain.routes.ts'
import { reportOf } from './reports.repo.ts'
import { reportCommandsOf, type ReportGround } from './reports.commands.ts'

export interface Reports extends ServerFeature, ReturnType<typeof reportCommandsOf> {}

/** Reports: received once each, whatever a weak network repeats. */
export function reportsFeature(platform: Platform, ground: ReportGround): Reports {
  const commands = reportCommandsOf({ ...platform, ...ground })
  const secrets = secretsOf(platform.settings)
  async function receiptOf(id: string, accountId: string) {
    const known = await reportOf(platform.database, id)
    return known?.accountId === accountId ? known.receipt : undefined
  }
  const kindsNow = () => ground.catalogue.county().at(platform.clock.now())
  return {
    ...commands,
    name: 'reports',
    refusals: reportRefusals,
    mount: http => mountPlainForm(http, { ...platform, secrets, catalogue: kindsNow, receiptOf }),
    bind: on => on(makeReport, ({ body, actor }) => commands.receive(body, actor)),
  }
}
