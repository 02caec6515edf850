import { isDispute, sources, type OutcomeCode } from '@shuniu/shared/cases'
import type { Actor } from '@shuniu/shared/identity'
import { incidentStep } from './incidentSteps.ts'
import { sideStep, helped, helperOf, owedDocument } from './sideSteps.ts'
import { pick, pickWeighted } from './people.ts'
import {
  countyOf,
  desk,
  isRecent,
  owner,
  said,
  townshipOf,
  type StepContext,
  type PastStep,
} from './stepContext.ts'
import { demoId } from './units.ts'

/** The village settles most blue cases, a township force the rest, a department what the county has in hand. */
function ownerOf({ random, posts, kind, current }: StepContext): string {
  if (current.tier === 'county') return posts.unitNamed(countyOf(current), kind.department).id
  if (current.level === 'blue' && random() < 0.55) return posts.centreOf(current.areaCode).id
  return posts.unitNamed(townshipOf(current), kind.force).id
}

/** Some who are asked for more never say it: their cases go on waiting. */
const unansweredShare = 0.05

const isGrave = ({ current }: StepContext): boolean => current.level === 'red' || current.level === 'orange'

/** Looked at, asked about, taken back or refused: what happens to a few reports instead of their acceptance. */
function notAccepted(context: StepContext): PastStep | undefined {
  const { random, current, reporter, posts } = context
  const actor = desk(context, 'Duty')
  const isPublic = sources.some(row => row.code === current.sourceCode && row.checkFirst)
  if (isPublic && current.finding === null && random() < 0.35)
    return { actor, command: { move: 'askVerification' } }
  if (current.askCount === 0 && random() < 0.03)
    return { actor, command: { move: 'askInfo', text: said(random, 'askInfo') } }
  if (random() < 0.008) return { actor: reporter, command: { move: 'withdraw', reason: '双方已自行和好。' } }
  if (random() < 0.002) {
    return {
      actor: posts.holder('countyDirector', countyOf(current)),
      command: { move: 'void', reason: '演练误报。' },
    }
  }
  const chance = current.finding === 'untrue' ? 0.8 : 0.04
  return !isGrave(context) && random() < chance
    ? { actor, command: { move: 'reject', reasonCode: 'notOurs', text: said(random, 'reject') } }
    : undefined
}

const onReported = (context: StepContext): PastStep => {
  const { categoryCode, level } = context.current
  return (
    notAccepted(context) ?? { actor: desk(context, 'Duty'), command: { move: 'accept', categoryCode, level } }
  )
}

const onVerifyFirst = ({ random, posts, current }: StepContext): PastStep => {
  const actor =
    current.gridCode === null
      ? posts.holder('villageOfficer', current.areaCode)
      : posts.holder('gridMember', current.gridCode)
  return random() < 0.9
    ? { actor, command: { move: 'giveFinding', finding: 'true', text: '到现场查看，情况属实。' } }
    : { actor, command: { move: 'giveFinding', finding: 'untrue', text: '到现场查看，未发现所反映情况。' } }
}

const onAccepted = (context: StepContext): PastStep => {
  const told = incidentStep(context)
  if (told) return told
  const ownerUnitId = ownerOf(context)
  const isJoint = context.random() < (isGrave(context) ? 0.4 : 0.05)
  const coUnitIds = isJoint ? [helperOf(context)].filter(id => id !== ownerUnitId) : []
  const command = {
    move: 'assign',
    ownerUnitId,
    coUnitIds,
    requirement: '请及时到场处置，按时限反馈结果。',
  } as const
  return { actor: desk(context, 'Dispatcher'), command: { ...command, coUnitIds } }
}

const onAssigned = (context: StepContext): PastStep => {
  const { random, current } = context
  const actor = owner(context)
  return current.refuseCount === 0 && random() < 0.03
    ? { actor, command: { move: 'refuse', reasonCode: 'notOurDuty', text: said(random, 'refuse') } }
    : { actor, command: { move: 'sign' } }
}

function finished(context: StepContext): PastStep {
  const { random, current } = context
  const isOfDispute = isDispute(current.categoryCode)
  const settled: readonly (readonly [OutcomeCode, number])[] = [
    ['11', 6],
    ['10', 3],
    ['13', 1],
  ]
  const resultCode = isOfDispute ? pickWeighted(random, settled) : '12'
  const methodCode = pick(random, [
    'peopleMediation',
    'peopleMediation',
    'settlement',
    'policeMediation',
  ] as const)
  const command = { move: 'finish', resultCode, text: said(random, 'finish') } as const
  const media = [demoId(`document ${current.id}`)]
  return { actor: owner(context), command: { ...command, media, ...(isOfDispute && { methodCode }) } }
}

/** Most of the grave cases of the day are still in hand. */
const graveDays = 0.8

const onHandling = (context: StepContext): PastStep | undefined => {
  const { random, current } = context
  const other = helped(context) ?? owedDocument(context) ?? sideStep(context)
  if (other) return other
  if (isGrave(context) && random() < 0.7 && isRecent(context, graveDays)) return undefined
  return current.lastMove === 'start' && random() < 0.45
    ? { actor: owner(context), command: { move: 'progress', text: said(random, 'progress') } }
    : finished(context)
}

const onSuspended = (context: StepContext): PastStep | undefined => {
  const { random, current } = context
  if (random() < 0.5 && isRecent(context, 28)) return undefined
  return random() < 0.5 || current.lastMove === 'recheck'
    ? { actor: desk(context, 'Director'), command: { move: 'resume', text: '条件具备，恢复办理。' } }
    : { actor: desk(context, 'Dispatcher'), command: { move: 'recheck', text: '现场平稳，继续挂账。' } }
}

/** The county takes up most within its time; a few wait longer than they should. */
const onEscalated = (context: StepContext): PastStep | undefined => {
  const { categoryCode, level } = context.current
  if (context.random() < 0.4 && isRecent(context, 6)) return undefined
  return context.random() < 0.8
    ? { actor: desk(context, 'Duty'), command: { move: 'accept', categoryCode, level } }
    : {
        actor: desk(context, 'Duty'),
        command: { move: 'sendBack', reason: '由乡镇继续办理，县级予以指导。' },
      }
}

const onTransferred = (context: StepContext): PastStep | undefined => {
  const actor = desk(context, 'Duty')
  if (context.random() < 0.3 && isRecent(context, 8)) return undefined
  return context.random() < 0.8
    ? { actor, command: { move: 'giveTransferResult', resultCode: '21', text: '对方已受理并反馈处理意见。' } }
    : { actor, command: { move: 'takeBack', reason: '对方认为不属其职责。' } }
}

const onDone = (context: StepContext): PastStep => {
  const told = incidentStep(context)
  if (told) return told
  const { random, posts, current } = context
  const member = current.gridCode === null ? undefined : posts.holder('gridMember', current.gridCode)
  const isNear =
    member !== undefined && !current.handlerIds.includes(member.accountId) && current.tier !== 'county'
  const onSite = isNear && random() < 0.6
  const actor = onSite ? member : desk(context, 'Duty')
  if (random() < (current.reworkCount === 0 ? 0.06 : 0.2) && current.reworkCount < 2)
    return { actor, command: { move: 'rework', text: said(random, 'rework') } }
  return { actor, command: { move: 'pass', method: onSite ? 'onSite' : 'video' } }
}

const onVerified = (context: StepContext): PastStep => {
  const { random, posts, current } = context
  const closers = {
    blue: () => desk(context, 'Duty'),
    yellow: () => desk(context, 'Director'),
    orange: () => posts.holder('countyDirector', countyOf(current)),
    red: () => posts.holder('countyDirector', countyOf(current)),
  }
  return { actor: closers[current.level](), command: { move: 'close', opinion: said(random, 'close') } }
}

const onClosed = (context: StepContext): PastStep | undefined => {
  const { random, current } = context
  const actor: Actor = desk(context, 'Duty')
  if (current.reopenCount === 0 && random() < 0.006)
    return { actor, command: { move: 'reopen', reason: '反映人称问题反弹。' } }
  if (!current.sampled) return { actor: undefined, command: { move: 'fileAway' } }
  const heard = pickWeighted(random, [
    ['verySatisfied', 5],
    ['satisfied', 6],
    ['fairlySatisfied', 2],
    ['dissatisfied', 0.4],
    ['unreached', 1],
  ] as const)
  return {
    actor,
    command: { move: 'archive', method: 'visit', satisfaction: heard, performance: 'performed' },
  }
}

const onSelfDone = (context: StepContext): PastStep | undefined => {
  const { current, random } = context
  if (!current.sampled) return { actor: undefined, command: { move: 'settle' } }
  if (random() < 0.5 && isRecent(context, 2)) return undefined
  const actor = desk(context, 'Duty')
  return random() < 0.93
    ? { actor, command: { move: 'passReview', opinion: '处置到位，予以认可。' } }
    : { actor, command: { move: 'failReview', text: '现场仍有残留，请再处理。' } }
}

/** What happens next in the unfinished of a case, by where it stands; undefined when nothing does. */
export function nextStep(context: StepContext): PastStep | undefined {
  const { current, random, reporter } = context
  switch (current.status) {
    case 'reported':
      return onReported(context)
    case 'needInfo':
      return random() < unansweredShare && isRecent(context, 5)
        ? undefined
        : { actor: reporter, command: { move: 'giveInfo', text: said(random, 'giveInfo') } }
    case 'verifyFirst':
      return onVerifyFirst(context)
    case 'accepted':
      return onAccepted(context)
    case 'assigned':
      return onAssigned(context)
    case 'signed':
    case 'rework':
      return { actor: owner(context), command: { move: 'start' } }
    case 'handling':
      return onHandling(context)
    case 'suspended':
      return onSuspended(context)
    case 'escalated':
      return onEscalated(context)
    case 'transferred':
      return onTransferred(context)
    case 'done':
      return onDone(context)
    case 'verified':
      return onVerified(context)
    case 'closed':
      return onClosed(context)
    case 'selfDone':
      return onSelfDone(context)
    default:
      return undefined
  }
}
