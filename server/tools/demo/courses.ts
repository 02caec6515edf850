import { isDispute, sources, type OutcomeCode } from '@shuniu/shared/cases'
import type { Actor } from '@shuniu/shared/identity'
import { aside, helped, helperOf, owedDocument } from './asides.ts'
import { pick, pickWeighted } from './people.ts'
import { countyOf, desk, isRecent, owner, said, townshipOf, type Scene, type Step } from './scene.ts'
import { demoId } from './units.ts'

/** The village settles most blue cases, a township force the rest, a department what the county has in hand. */
function ownerOf({ random, posts, kind, seen }: Scene): string {
  if (seen.tier === 'county') return posts.unitNamed(countyOf(seen), kind.department).id
  if (seen.level === 'blue' && random() < 0.55) return posts.centreOf(seen.areaCode).id
  return posts.unitNamed(townshipOf(seen), kind.force).id
}

/** Some who are asked for more never say it: their cases go on waiting. */
const unansweredShare = 0.05

const isGrave = ({ seen }: Scene): boolean => seen.level === 'red' || seen.level === 'orange'

/** Looked at, asked about, taken back or refused: what happens to a few reports instead of their acceptance. */
function notAccepted(scene: Scene): Step | undefined {
  const { random, seen, reporter, posts } = scene
  const actor = desk(scene, 'Duty')
  const isPublic = sources.some(row => row.code === seen.sourceCode && row.checkFirst)
  if (isPublic && seen.finding === null && random() < 0.35)
    return { actor, command: { move: 'askVerification' } }
  if (seen.askCount === 0 && random() < 0.03)
    return { actor, command: { move: 'askInfo', text: said(random, 'askInfo') } }
  if (random() < 0.008) return { actor: reporter, command: { move: 'withdraw', reason: '双方已自行和好。' } }
  if (random() < 0.002) {
    return {
      actor: posts.holder('countyDirector', countyOf(seen)),
      command: { move: 'void', reason: '演练误报。' },
    }
  }
  const chance = seen.finding === 'untrue' ? 0.8 : 0.04
  return !isGrave(scene) && random() < chance
    ? { actor, command: { move: 'reject', reasonCode: 'notOurs', text: said(random, 'reject') } }
    : undefined
}

const onReported = (scene: Scene): Step => {
  const { categoryCode, level } = scene.seen
  return (
    notAccepted(scene) ?? { actor: desk(scene, 'Duty'), command: { move: 'accept', categoryCode, level } }
  )
}

const onVerifyFirst = ({ random, posts, seen }: Scene): Step => {
  const actor =
    seen.gridCode === null
      ? posts.holder('villageOfficer', seen.areaCode)
      : posts.holder('gridMember', seen.gridCode)
  return random() < 0.9
    ? { actor, command: { move: 'giveFinding', finding: 'true', text: '到现场查看，情况属实。' } }
    : { actor, command: { move: 'giveFinding', finding: 'untrue', text: '到现场查看，未发现所反映情况。' } }
}

const onAccepted = (scene: Scene): Step => {
  const ownerUnitId = ownerOf(scene)
  const isJoint = scene.random() < (isGrave(scene) ? 0.4 : 0.05)
  const coUnitIds = isJoint ? [helperOf(scene)].filter(id => id !== ownerUnitId) : []
  const command = {
    move: 'assign',
    ownerUnitId,
    coUnitIds,
    requirement: '请及时到场处置，按时限反馈结果。',
  } as const
  return { actor: desk(scene, 'Dispatcher'), command: { ...command, coUnitIds } }
}

const onAssigned = (scene: Scene): Step => {
  const { random, seen } = scene
  const actor = owner(scene)
  return seen.refuseCount === 0 && random() < 0.03
    ? { actor, command: { move: 'refuse', reasonCode: 'notOurDuty', text: said(random, 'refuse') } }
    : { actor, command: { move: 'sign' } }
}

function finished(scene: Scene): Step {
  const { random, seen } = scene
  const isOfDispute = isDispute(seen.categoryCode)
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
  const media = [demoId(`document ${seen.id}`)]
  return { actor: owner(scene), command: { ...command, media, ...(isOfDispute && { methodCode }) } }
}

/** Most of the grave cases of the day are still in hand. */
const graveDays = 0.8

const onHandling = (scene: Scene): Step | undefined => {
  const { random, seen } = scene
  const other = helped(scene) ?? owedDocument(scene) ?? aside(scene)
  if (other) return other
  if (isGrave(scene) && random() < 0.7 && isRecent(scene, graveDays)) return undefined
  return seen.lastMove === 'start' && random() < 0.45
    ? { actor: owner(scene), command: { move: 'progress', text: said(random, 'progress') } }
    : finished(scene)
}

const onSuspended = (scene: Scene): Step | undefined => {
  const { random, seen } = scene
  if (random() < 0.5 && isRecent(scene, 28)) return undefined
  return random() < 0.5 || seen.lastMove === 'recheck'
    ? { actor: desk(scene, 'Director'), command: { move: 'resume', text: '条件具备，恢复办理。' } }
    : { actor: desk(scene, 'Dispatcher'), command: { move: 'recheck', text: '现场平稳，继续挂账。' } }
}

/** The county takes up most within its time; a few wait longer than they should. */
const onEscalated = (scene: Scene): Step | undefined => {
  const { categoryCode, level } = scene.seen
  if (scene.random() < 0.4 && isRecent(scene, 6)) return undefined
  return scene.random() < 0.8
    ? { actor: desk(scene, 'Duty'), command: { move: 'accept', categoryCode, level } }
    : { actor: desk(scene, 'Duty'), command: { move: 'sendBack', reason: '由乡镇继续办理，县级予以指导。' } }
}

const onTransferred = (scene: Scene): Step | undefined => {
  const actor = desk(scene, 'Duty')
  if (scene.random() < 0.3 && isRecent(scene, 8)) return undefined
  return scene.random() < 0.8
    ? { actor, command: { move: 'giveTransferResult', resultCode: '21', text: '对方已受理并反馈处理意见。' } }
    : { actor, command: { move: 'takeBack', reason: '对方认为不属其职责。' } }
}

const onDone = (scene: Scene): Step => {
  const { random, posts, seen } = scene
  const member = seen.gridCode === null ? undefined : posts.holder('gridMember', seen.gridCode)
  const isNear = member !== undefined && !seen.handlerIds.includes(member.accountId) && seen.tier !== 'county'
  const onSite = isNear && random() < 0.6
  const actor = onSite ? member : desk(scene, 'Duty')
  if (random() < (seen.reworkCount === 0 ? 0.06 : 0.2) && seen.reworkCount < 2)
    return { actor, command: { move: 'rework', text: said(random, 'rework') } }
  return { actor, command: { move: 'pass', method: onSite ? 'onSite' : 'phone' } }
}

const onVerified = (scene: Scene): Step => {
  const { random, posts, seen } = scene
  const closers = {
    blue: () => desk(scene, 'Duty'),
    yellow: () => desk(scene, 'Director'),
    orange: () => posts.holder('countyDirector', countyOf(seen)),
    red: () => posts.holder('countyDirector', countyOf(seen)),
  }
  return { actor: closers[seen.level](), command: { move: 'close', opinion: said(random, 'close') } }
}

const onClosed = (scene: Scene): Step | undefined => {
  const { random, seen } = scene
  const actor: Actor = desk(scene, 'Duty')
  if (seen.reopenCount === 0 && random() < 0.006)
    return { actor, command: { move: 'reopen', reason: '反映人称问题反弹。' } }
  if (!seen.sampled) return { actor: undefined, command: { move: 'fileAway' } }
  const heard = pickWeighted(random, [
    ['verySatisfied', 5],
    ['satisfied', 6],
    ['fairlySatisfied', 2],
    ['dissatisfied', 0.4],
    ['unreached', 1],
  ] as const)
  return { actor, command: { move: 'archive', satisfaction: heard, performance: 'performed' } }
}

const onSelfDone = (scene: Scene): Step | undefined => {
  const { seen, random } = scene
  if (!seen.sampled) return { actor: undefined, command: { move: 'settle' } }
  if (random() < 0.5 && isRecent(scene, 2)) return undefined
  const actor = desk(scene, 'Duty')
  return random() < 0.93
    ? { actor, command: { move: 'passReview', opinion: '处置到位，予以认可。' } }
    : { actor, command: { move: 'failReview', text: '现场仍有残留，请再处理。' } }
}

/** What happens next in the course of a case, by where it stands; undefined when nothing does. */
export function nextStep(scene: Scene): Step | undefined {
  const { seen, random, reporter } = scene
  switch (seen.status) {
    case 'reported':
      return onReported(scene)
    case 'needInfo':
      return random() < unansweredShare && isRecent(scene, 5)
        ? undefined
        : { actor: reporter, command: { move: 'giveInfo', text: said(random, 'giveInfo') } }
    case 'verifyFirst':
      return onVerifyFirst(scene)
    case 'accepted':
      return onAccepted(scene)
    case 'assigned':
      return onAssigned(scene)
    case 'signed':
    case 'rework':
      return { actor: owner(scene), command: { move: 'start' } }
    case 'handling':
      return onHandling(scene)
    case 'suspended':
      return onSuspended(scene)
    case 'escalated':
      return onEscalated(scene)
    case 'transferred':
      return onTransferred(scene)
    case 'done':
      return onDone(scene)
    case 'verified':
      return onVerified(scene)
    case 'closed':
      return onClosed(scene)
    case 'selfDone':
      return onSelfDone(scene)
    default:
      return undefined
  }
}
