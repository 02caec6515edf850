import { outcomes, type CaseEntry, type IncidentReportKind } from '../cases/index.ts'
import { isOneOf } from '../kernel/index.ts'
import { codeIn, lastOf, saidIn, type CaseFile } from './file.ts'
import { basicWords, stepWords, toldMoves } from './forms/incident.ts'
import { documentText, momentWords } from './printable.ts'

/** Nobody is counted by the system: whoever drafts it fills the numbers in. */
const casualties = '死亡    人，受伤    人，失联    人，被困    人。'

const clock = (at: string): string => momentWords(at)

/** One line of what was done: a move of the loop, a step of the playbook, a call. */
function doneWords(file: CaseFile, entry: CaseEntry): string[] {
  if (entry.move === 'tick' && entry.filled['stepResult'] === 'done')
    return [`${clock(entry.at)}，${saidIn(entry, 'stepText')}`]
  if (entry.move === 'progress') return [`${clock(entry.at)}，${saidIn(entry, 'text')}`]
  return isOneOf(toldMoves, entry.move) ? [stepWords(file, entry)] : []
}

const doneSince = (file: CaseFile, version: number): string[] =>
  file.detail.timeline.filter(entry => entry.version > version).flatMap(entry => doneWords(file, entry))

const orToFill = (lines: readonly string[]): string[] => (lines.length > 0 ? [...lines] : ['（请填写）'])

function bodyOf(file: CaseFile, kind: IncidentReportKind): string[] {
  const since = lastOf(file, 'signIncident')?.version ?? 0
  const said = documentText(file.detail.text ?? '')
  switch (kind) {
    case 'first':
      return [
        ...['一、基本情况', basicWords(file), ...orToFill(said === '' ? [] : [said])],
        ...['二、人员伤亡情况', casualties],
        ...['三、已采取的措施', ...orToFill(doneSince(file, 0))],
        ...['四、下一步措施', '（请填写）'],
      ]
    case 'following':
      return [
        ...['一、最新情况', '（请填写）'],
        ...['二、人员伤亡情况', casualties],
        ...['三、上次报告以来的处置', ...orToFill(doneSince(file, since))],
        ...['四、下一步措施', '（请填写）'],
      ]
    case 'final': {
      const finished = lastOf(file, 'finish')
      const result = codeIn(finished, 'resultCode', outcomes)
      return [
        ...['一、基本情况', basicWords(file)],
        ...['二、处置经过', ...orToFill(doneSince(file, 0))],
        ...['三、处置结果', ...(result === '' ? [] : [`${result}。`])],
        ...orToFill([saidIn(finished, 'text')].filter(text => text !== '')),
        ...['四、人员伤亡情况', casualties],
        ...['五、原因和善后', '（请填写）'],
      ]
    }
  }
}

/** Most that a draft may have, in UTF-16 units. */
const most = 3_800

/**
 * 专报 as it is drafted from what is on record, to be gone over by whoever sends it for signature: what the record does not tell
 * stands open. Source: domain.md §2.5, "initial report fields".
 */
export const incidentDraft = (file: CaseFile, kind: IncidentReportKind): string =>
  bodyOf(file, kind).join('\n').slice(0, most)
