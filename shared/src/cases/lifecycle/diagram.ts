import { stageRows, type Stage } from '../../clocks/index.ts'
import { permissionsOf, roleCodes, roles } from '../../identity/index.ts'
import { caseMoveNames, moveRule, type CaseMoveRule, type Tie } from '../moves/index.ts'
import { caseStatuses, caseStatusRows, isOpen, type CaseStatus } from './status.ts'

/** Moves that keep the status or are open from everywhere would hide the picture; the list below it has them. */
const drawn = caseMoveNames.filter(move => moveRule(move).to !== 'same' && move !== 'void')

const arrows = (): string[] => {
  const texts = new Map<string, string[]>()
  for (const move of drawn) {
    const { from, to } = moveRule(move)
    for (const status of from) {
      const key = `${status} --> ${to}`
      texts.set(key, [...(texts.get(key) ?? []), moveRule(move).text])
    }
  }
  return [...texts].map(([key, words]) => `  ${key} : ${words.join(' · ')}`)
}

/** The lifecycle as a mermaid diagram, drawn from the table of moves. */
export const lifecycleDiagram = (): string =>
  [
    'stateDiagram-v2',
    ...caseStatuses.map(status => `  state "${caseStatusRows[status].name}" as ${status}`),
    '  [*] --> reported : 上报',
    '  [*] --> selfDone : 自办自结',
    ...arrows(),
    ...caseStatuses.filter(status => !isOpen(status)).map(status => `  ${status} --> [*]`),
  ].join('\n')

const tieTexts: Readonly<Record<Tie, string>> = {
  area: '辖区内',
  owner: '主办单位',
  co: '协办单位',
  party: '主办或协办单位',
  reporter: '上报人',
  ownerOrDesk: '主办单位或调度',
  areaOrParty: '辖区内，或主办、协办单位',
  watcher: '上报人、调度、督查或领导',
  system: '系统',
}

const fromTexts = (from: readonly CaseStatus[]): string => {
  if (from.length === caseStatuses.length) return '任何状态'
  if (from.length === caseStatuses.filter(isOpen).length) return '任何未结状态'
  return from.map(status => caseStatusRows[status].name).join('、')
}

const clocksText = (rule: CaseMoveRule): string => {
  const named = (verb: string, stages: readonly Stage[] | undefined) =>
    stages && stages.length > 0 ? [`${verb}${stages.map(stage => stageRows[stage].code).join('、')}`] : []
  const parts = [
    ...named('停', rule.stops),
    ...named('暂停', rule.pauses),
    ...named('起', rule.starts),
    ...named('续', rule.resumes),
    ...named('延', rule.extends),
  ]
  return parts.length > 0 ? parts.join(',') : '—'
}

const whoTexts = (rule: CaseMoveRule): string => {
  const names = roleCodes.filter(role => permissionsOf(role).includes(rule.by)).map(role => roles[role].name)
  return names.length > 0 ? names.join('、') : '系统'
}

/** Every move: from where to where, by whom, and which clocks it touches; one line each, drawn from the table. */
export const movesListed = (): string =>
  caseMoveNames
    .map(move => {
      const rule = moveRule(move)
      const to = rule.to === 'same' ? '原状态' : caseStatusRows[rule.to].name
      const by = `${whoTexts(rule)}(${tieTexts[rule.whose]})`
      return `- **${moveRule(move).text}** \`${move}\`:${fromTexts(rule.from)} → ${to};${by};${clocksText(rule)}`
    })
    .join('\n')

/** Who could make a move from each status: one block a status, one line a move; drawn from the table. */
export const lifecyclePage = (): string =>
  [
    '# 事件生命周期',
    '',
    'Drawn from `caseMoves`; `vitest run --project shared diagram -u` draws it again.',
    '',
    '```mermaid',
    lifecycleDiagram(),
    '```',
    '',
    movesListed(),
    '',
  ].join('\n')
