import {
  amendCatalogue,
  answerAlarm,
  caseFacts,
  caseRefusals,
  catalogueFacts,
  listAlarms,
  listCallerCases,
  listAmendments,
  listCases,
  listCaseWords,
  listEditions,
  listEntries,
  listFiles,
  listMerged,
  listPlaybooks,
  lookAtReporter,
  moveCase,
  previewAmendment,
  previewEdition,
  seeCase,
  seeCatalogue,
  setPlaybook,
  withdrawAmendment,
  withdrawEdition,
} from '@shuniu/shared/cases'
import { grant, refusals } from '@shuniu/shared/kernel'
import type { Actor } from '@shuniu/shared/identity'
import type { Platform, ServerFeature } from '../../platform/feature/index.ts'
import { jobOf } from '../../platform/jobs/index.ts'
import type { On } from '../../platform/routes/index.ts'
import { secretsOf } from '../../platform/secrets/index.ts'
import { actsOf } from './acts.queries.ts'
import { alarmCommandsOf } from './alarms.commands.ts'
import { alarmsFor } from './alarms.queries.ts'
import { callerKeysOf } from './callerKeys.job.ts'
import { callersOf } from './callers.queries.ts'
import { caseCommandsOf } from './cases.commands.ts'
import { chosenOf, type NamedCase } from './chosen.queries.ts'
import { catalogueCommandsOf } from './catalogue/catalogue.commands.ts'
import { catalogueQueriesOf } from './catalogue/catalogue.queries.ts'
import { caseQueriesOf } from './cases.queries.ts'
import { keptPlaybooksOf } from './playbooks/playbooks.job.ts'
import { playbookCommandsOf } from './playbooks/playbooks.commands.ts'
import { playbookQueriesOf } from './playbooks/playbooks.queries.ts'
import { clockSweepOf } from './clockSweep.job.ts'
import { handOverRoundsOf } from './handOvers.job.ts'
import { heirRoundsOf } from './heirs.job.ts'
import { caseTendingOf } from './tending.job.ts'
import { mediaTellingOf } from './media.job.ts'
import { hasCentre, type CaseDeps } from './deps.ts'
import { caseMovingOf } from './moving.ts'
import { openingsOf } from './opening.ts'
import { checkKey } from './keyCheck.ts'
import { looksOf } from './looking.commands.ts'
import { refoldingOf } from './refolding.job.ts'
import { rowWordsOf } from './rowWords.queries.ts'

export { keptCatalogueOf, type KeptCatalogue } from './catalogue/catalogue.job.ts'
export { casesLeaningOn } from './leaning.repo.ts'
export { countBetween } from './between.ts'
export { countCasesIn } from './moving.ts'
export { toColumns } from './case.rows.ts'
export { caseEntries, caseIncidents, caseNotices, caseNumbers, cases, caseWords } from './cases.tables.ts'
export { casesAfter } from './cases.queries.ts'
export { bySystem } from './entries.ts'
export { sightInFact } from './factSight.ts'
export { countyOf, type Media, type NamedFile } from './deps.ts'
export type { NamedCase } from './chosen.queries.ts'
export type { NewCase, CaseOpening } from './opening.ts'
export { firstStatusStepSince, reachedCase, type ReachedCase } from './reached.repo.ts'
export { gramsFor } from './grams.ts'
export { marksOf } from './marks.ts'
export { wordsOf } from './search.ts'
export { unitWork } from './unitWork.repo.ts'

type CaseCommands = ReturnType<typeof caseCommandsOf>
type Queries = ReturnType<typeof caseQueriesOf>
type Openings = ReturnType<typeof openingsOf>

/** Cases as higher features use them. */
export interface Cases extends ServerFeature, CaseCommands, Queries, Openings {
  /** One round of the sweep over clocks that ran out; returns how many were marked. */
  readonly sweep: () => Promise<number>
  /** One round of what the system does with cases by itself; returns how many it moved. */
  readonly tend: () => Promise<number>
  /** Whether a centre is entered that would answer for a place: a county on its way may have none yet. */
  readonly isAnsweredFor: (areaCode: string) => boolean
  /** Cases go along with their divisions and grids. */
  readonly moveWith: ReturnType<typeof caseMovingOf>
  /** What people did with cases. */
  readonly acts: ReturnType<typeof actsOf>
  /** Of the cases named those that the actor may see, in their order. */
  readonly chosen: (ids: readonly string[], actor: Actor) => Promise<NamedCase[]>
  /** A file that cases may wait for has come: they are told without waiting for the next round. */
  readonly mediaSettled: () => void
}

const pageRefusals = refusals({
  'page.unknownCursor': { status: 400, when: 'the cursor is not one that this list gave' },
})

/** Cases: their moves, their clocks running out, their lists and pages. */
export function casesFeature(platform: Platform, given: Omit<CaseDeps, 'playbooks'>): Cases {
  const secrets = secretsOf(platform.settings)
  const refolding = refoldingOf({ ...platform, secrets })
  const deps = { ...platform, ...given, playbooks: keptPlaybooksOf(platform), refolding, secrets }
  const commands = caseCommandsOf(deps)
  const queries = caseQueriesOf(deps)
  const alarms = { ...alarmCommandsOf(deps), callingTo: alarmsFor(deps) }
  const looks = looksOf(deps)
  const callerCases = callersOf(deps)
  const rowWords = rowWordsOf(deps)
  const sweep = clockSweepOf(deps)
  const tend = caseTendingOf(deps)
  const everySecond = (name: string, work: () => Promise<number>) =>
    jobOf(work, { name: `cases.${name}`, everyMs: 1_000, log: platform.log })
  const media = everySecond('media', mediaTellingOf(deps))
  const jobs = [
    everySecond('clocks', sweep),
    everySecond('tending', tend),
    everySecond('heirs', heirRoundsOf(deps)),
    everySecond('handOvers', handOverRoundsOf(deps)),
    media,
    everySecond('callerKeys', callerKeysOf(deps)),
  ]
  return {
    ...commands,
    ...queries,
    ...openingsOf(deps),
    isAnsweredFor: areaCode => hasCentre(deps.units, areaCode),
    sweep,
    tend,
    moveWith: caseMovingOf(platform),
    mediaSettled: media.wake,
    chosen: chosenOf(deps),
    acts: actsOf(deps),
    name: 'cases',
    refusals: { ...caseRefusals, ...pageRefusals },
    facts: { ...caseFacts, ...catalogueFacts },
    bind: on => {
      on(listCases, ({ query, actor }) => queries.list(query, actor))
      on(listCaseWords, async ({ query, actor }) => grant(await rowWords(query.ids.split(','), actor)))
      on(seeCase, ({ params, actor }) => queries.see(params.id, actor))
      on(listEntries, ({ params, query, actor }) => queries.entries(params.id, query.before, actor))
      on(listFiles, ({ params, query, actor }) => queries.files(params.id, query.cursor, actor))
      on(listMerged, ({ params, query, actor }) => queries.merged(params.id, query.cursor, actor))
      on(listAlarms, async ({ actor }) => grant(await alarms.callingTo(actor)))
      on(listCallerCases, ({ body, actor }) => callerCases(body.phone, actor))
      on(answerAlarm, ({ params, actor }) => alarms.answer(params.id, actor))
      on(lookAtReporter, ({ params, body, actor }) => looks.look({ ...body, caseId: params.id }, actor))
      on(moveCase, ({ params, body, actor }) => commands.move(params.id, body, actor))
      bindCatalogue(on, deps)
      bindPlaybooks(on, deps)
    },
    start: async () => {
      await deps.catalogue.start()
      await deps.playbooks.start()
      for (const job of jobs) job.start()
      refolding.start()
      void checkKey(platform, deps.secrets)
    },
    stop: async () => {
      await deps.catalogue.stop()
      await deps.playbooks.stop()
      for (const job of jobs) await job.stop()
      await refolding.stop()
    },
  }
}

/** The catalogue, its amendments and their record. */
function bindCatalogue(
  on: On,
  deps: Pick<Platform, 'database' | 'clock' | 'live'> & Pick<CaseDeps, 'catalogue' | 'clocks' | 'places'>,
): void {
  const queries = catalogueQueriesOf(deps)
  const commands = catalogueCommandsOf(deps)
  const rereadAfter = async <R extends { readonly ok: boolean }>(changed: Promise<R>): Promise<R> => {
    if ((await changed).ok) await deps.catalogue.reread()
    return changed
  }
  on(seeCatalogue, ({ query }) => queries.see(query))
  on(listAmendments, ({ query }) => queries.history(query))
  on(previewAmendment, ({ body, actor }) => queries.preview(body, actor))
  on(amendCatalogue, ({ body, actor }) => rereadAfter(commands.amend(body, actor)))
  on(withdrawAmendment, ({ params, body, actor }) =>
    rereadAfter(commands.withdraw({ ...params, ...body }, actor)),
  )
}

/** Playbooks, their editions and the record of these. */
function bindPlaybooks(
  on: On,
  deps: Pick<Platform, 'database' | 'clock'> & Pick<CaseDeps, 'catalogue' | 'playbooks' | 'places'>,
): void {
  const queries = playbookQueriesOf(deps)
  const commands = playbookCommandsOf(deps)
  const rereadAfter = async <R extends { readonly ok: boolean }>(changed: Promise<R>): Promise<R> => {
    if ((await changed).ok) await deps.playbooks.reread()
    return changed
  }
  on(listPlaybooks, ({ query }) => queries.list(query))
  on(listEditions, ({ query }) => queries.history(query))
  on(previewEdition, ({ body, actor }) => queries.preview(body, actor))
  on(setPlaybook, ({ body, actor }) => rereadAfter(commands.set(body, actor)))
  on(withdrawEdition, ({ params, body, actor }) =>
    rereadAfter(commands.withdraw({ ...params, ...body }, actor)),
  )
}
