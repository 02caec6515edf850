import { addWorkdays, shanghaiDay } from '@shuniu/shared/calendar'
import { owingUnits } from '@shuniu/shared/cases'
import { instant, toMs } from '@shuniu/shared/kernel'
import { pick } from './people.ts'
import { countyOf, desk, owner, said, townshipOf, type StepContext, type PastStep } from './stepContext.ts'

const dayMs = 86_400_000
const isGrave = ({ current }: StepContext): boolean => current.level === 'red' || current.level === 'orange'

/** A unit besides the owner that may be asked to help: another force of the township, or another department. */
export function helperOf({ random, posts, current, kind }: StepContext): string {
  const names = ['公安局', '司法局', '民政局', '应急管理局', '城市管理局'] as const
  const department = posts.unitNamed(countyOf(current), pick(random, names)).id
  if (current.tier === 'county' || random() < 0.2) return department
  const force = posts.unitNamed(
    townshipOf(current),
    pick(random, ['派出所', '司法所', '民政所', '应急管理所']),
  ).id
  return force === posts.unitNamed(townshipOf(current), kind.force).id ? department : force
}

/** What a helping unit that still owes its part does next; a refusal is waived by the desk. */
export function helped(context: StepContext): PastStep | undefined {
  const { current, posts, random } = context
  const [next] = owingUnits(current.coUnits)
  if (!next) return undefined
  const actor = posts.handlerOf(next.unitId)
  switch (next.state) {
    case 'called':
      return { actor, command: { move: 'arrive', text: '已到场。' } }
    case 'waiting':
      return random() < 0.08
        ? { actor, command: { move: 'coRefuse', reasonCode: 'notOurDuty', text: said(random, 'refuse') } }
        : { actor, command: { move: 'coSign' } }
    case 'working':
      return { actor, command: { move: 'coFeedBack', text: said(random, 'coFeedBack') } }
    default:
      return waived(context, next.unitId)
  }
}

const waived = (context: StepContext, unitId: string): PastStep => ({
  actor: desk(context, 'Dispatcher'),
  command: { move: 'waive', unitId, reason: '经核实不涉及该单位，免除协办。' },
})

/** What is owed for the document that lies on the case: a receipt, an answer, a decision. */
export function owedDocument(context: StepContext): PastStep | undefined {
  const { current, random } = context
  const { extension, supervision, instructed } = current
  if (instructed && random() < 0.7) {
    return {
      actor: owner(context),
      command: { move: 'acknowledge', text: '已按批示要求部署落实，正在办理。' },
    }
  }
  if (supervision?.answeredAt === null && random() < 0.6) {
    return { actor: owner(context), command: { move: 'answerSupervision', text: '已加派人手，将按期办结。' } }
  }
  if (!extension || random() < 0.2) return undefined
  const actor = desk(context, 'Director')
  return random() < 0.8
    ? { actor, command: { move: 'grantExtension', text: '情况属实，同意延期。' } }
    : { actor, command: { move: 'denyExtension', text: '请克服困难，按期办结。' } }
}

/** Pressed from outside: urged, supervised, instructed. */
function pressed(context: StepContext, chance: number): PastStep | undefined {
  const { current, posts } = context
  if (chance < 0.015)
    return { actor: desk(context, 'Dispatcher'), command: { move: 'urge', text: '请抓紧办理。' } }
  if (chance < 0.022 && !current.supervision) {
    const actor = posts.holder('supervisor', countyOf(current))
    return { actor, command: { move: 'supervise', card: 'yellow', text: '请说明未办结的原因，限期答复。' } }
  }
  if (chance < 0.026 && !current.instructed) {
    const actor = posts.holder('countyLeader', countyOf(current))
    return { actor, command: { move: 'instruct', text: '请妥善处置，及时报告结果。' } }
  }
  return undefined
}

/** Handed to others, put off, or put on account. */
function turnedAside(context: StepContext, chance: number): PastStep | undefined {
  const { current, now, law } = context
  const canAsk =
    current.extensionCount === 0 && !current.extension && !isGrave(context) && current.stage === 'handling'
  if (chance < 0.05 && canAsk && current.dueAt !== null) {
    // In duty time: before a long rest the days of the calendar would add nothing.
    const dueAt = addWorkdays(instant(current.dueAt), 2, law.duty)
    return { actor: owner(context), command: { move: 'askExtension', reason: '需等待专业检测结果。', dueAt } }
  }
  if (chance < 0.058 && !isGrave(context)) {
    const until = instant(toMs(now) + 60 * dayMs)
    const command = { move: 'suspend', reasonCode: 'works', text: '等待配套工程完工。', until } as const
    return { actor: desk(context, 'Director'), command: { ...command, steward: '包村干部' } }
  }
  if (chance < 0.064 && current.tier === 'township') {
    const command = {
      move: 'escalate',
      done: '已多次现场协调。',
      obstacle: '涉及多个县直部门，本级难以解决。',
    } as const
    return { actor: desk(context, 'Director'), command }
  }
  if (chance < 0.069) {
    const documentNumber = `移字〔${shanghaiDay(now).slice(0, 4)}〕12号`
    const command = { move: 'transfer', targetCode: 'petition', documentNumber } as const
    return { actor: desk(context, 'Director'), command: { ...command, text: '按职责移送办理。' } }
  }
  return chance < 0.085 ? whistled(context) : undefined
}

function whistled(context: StepContext): PastStep | undefined {
  const { ownerUnitId, coUnits } = context.current
  const helper = helperOf(context)
  // Nor is one asked again that refused or was let off.
  if (helper === ownerUnitId || coUnits.some(one => one.unitId === helper)) return undefined
  return {
    actor: owner(context),
    command: { move: 'whistle', unitIds: [helper], purpose: '请到场联合处置。' },
  }
}

/** Now and then a case being handled takes a side road; at most one thing at a time. */
export function sideStep(context: StepContext): PastStep | undefined {
  if (context.current.lastMove === 'urge') return undefined
  const chance = context.random()
  return (
    pressed(context, chance) ??
    (context.current.status === 'handling' ? turnedAside(context, chance) : undefined)
  )
}
