import {
  draftBurst,
  draftRefusals,
  dropDraft,
  keepDraft,
  listDrafts,
  seeDraft,
  type Draft,
} from '@shuniu/shared/drafts'
import type { Actor } from '@shuniu/shared/identity'
import { grant, refuse, type Result } from '@shuniu/shared/kernel'
import { Cron } from 'croner'
import type { Platform, ServerFeature } from '../../platform/feature/index.ts'
import { paceOf } from '../../platform/limit/index.ts'
import { secretsOf } from '../../platform/secrets/index.ts'
import { draftCommandsOf, forgetOldDrafts } from './drafts.commands.ts'
import { draftOf, headsOf } from './drafts.repo.ts'
import { wordSeal } from './sealing.ts'

export { forgetOldDrafts } from './drafts.commands.ts'

/** Forms typed and not sent, kept for whoever typed them, on whatever machine they sign in. */
export function draftsFeature(platform: Platform): ServerFeature {
  const { database, settings, log } = platform
  const secrets = secretsOf(settings)
  const seal = wordSeal(secrets)
  const commands = draftCommandsOf({
    ...platform,
    seal,
    pace: paceOf({ burst: draftBurst, refillMs: 1_000 }),
  })
  let forgetting: Cron | undefined

  async function see(name: string, { accountId }: Actor): Promise<Result<Draft>> {
    const row = await draftOf(database, { accountId, name })
    const kept = row && seal.open(row, row.sealedWords)
    if (!row || !kept) return refuse('draft.unknown')
    return grant({ name, version: row.version, savedAt: row.savedAt, ...kept })
  }

  return {
    name: 'drafts',
    refusals: draftRefusals,
    bind: on => {
      on(listDrafts, async ({ actor: { accountId } }) =>
        grant({
          items: await headsOf(database, accountId),
          deviceKey: secrets.derive(`drafts on the devices of ${accountId}`),
        }),
      )
      on(seeDraft, ({ params, actor }) => see(params.name, actor))
      on(keepDraft, ({ params, body, actor }) => commands.keep({ ...params, ...body }, actor))
      on(dropDraft, ({ params, query, actor }) => commands.drop({ ...params, ...query }, actor))
    },
    start: async () => {
      const failed = (cause: unknown) => log.error({ cause }, 'old drafts were not forgotten')
      forgetting = new Cron('17 * * * *', { catch: failed, protect: true }, () => forgetOldDrafts(platform))
    },
    stop: async () => forgetting?.stop(),
  }
}
