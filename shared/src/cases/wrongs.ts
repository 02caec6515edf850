import { directorRoles, type Actor } from '../identity/index.ts'
import { instant, isMoment, refuse, type Instant, type Refused } from '../kernel/index.ts'
import { cards, categoryOf, isDispute, outcomes } from './catalogue/index.ts'
import type { Deciding } from './deciding.ts'
import type { AnyWish, WishOf } from './inputs/index.ts'
import { caseLevels, type CaseFact, type CaseLevel } from './model.ts'
import { isOpen } from './status.ts'
import { caseSight } from './policy.ts'

/** 处置情况 says what was done in at least so many characters. Source: domain.md §3.3 row 22. */
export const leastFinishText = 20

/** Duty officers raise a level, directors lower it. Source: domain.md §3.3 row 31. */
function wrongLevel(seen: CaseFact, level: CaseLevel, actor: Actor): Refused | undefined {
  if (level === seen.level) return refuse('case.sameLevel', { level })
  const isLower = caseLevels.indexOf(level) > caseLevels.indexOf(seen.level)
  return isLower && !directorRoles.includes(actor.role) ? refuse('case.notYourLevel', { level }) : undefined
}

const writtenAgreement = '10'

/** What a finished case must show: what was done, by what way, and for some kinds a photo. Source: domain.md §3.3 row 22. */
function wrongFinish(seen: CaseFact, wish: WishOf<'finish'>): Refused | undefined {
  const { resultCode, text, methodCode } = wish
  const least = leastFinishText
  if ([...text.trim()].length < least) return refuse('case.textTooShort', { atLeast: least })
  const outcome = outcomes.find(row => row.code === resultCode)
  const isSettled = outcome?.kind === 'resolved' && isDispute(seen.categoryCode)
  if (isSettled && methodCode === undefined) return refuse('case.methodMissing')
  const needsFile = resultCode === writtenAgreement
  const needsPhoto = categoryOf(seen.categoryCode)?.photoAtClosing === true
  const files = wish.media?.length ?? 0
  if (needsFile && files === 0) return refuse('case.evidenceMissing', { of: 'agreement' })
  return needsPhoto && files === 0 ? refuse('case.evidenceMissing', { of: 'photo' }) : undefined
}

/** A case goes into another open one, never into itself, and nothing is merged twice over. Source: domain.md §3.3 row 8. */
function wrongMaster(seen: CaseFact, masterId: string, { master, actor }: Deciding): Refused | undefined {
  if (masterId === seen.id) return refuse('case.mergesItself')
  if (!master || caseSight(actor, master) !== 'full') return refuse('case.masterUnknown', { masterId })
  return isOpen(master.status) ? undefined : refuse('case.masterClosed', { masterId, status: master.status })
}

const isLater = (text: string, than: Instant): boolean => isMoment(text) && instant(text) > than

/** The second extension comes with the stamped form of its unit. Source: domain.md §3.3 row 18. */
function wrongAsk(seen: CaseFact, wish: WishOf<'askExtension'>, now: Instant): Refused | undefined {
  if (!isLater(wish.dueAt, now)) return refuse('clock.notLater', { dueAt: wish.dueAt })
  const hasForm = (wish.media?.length ?? 0) > 0
  return seen.extensionCount > 0 && !hasForm ? refuse('case.evidenceMissing', { of: 'form' }) : undefined
}

function wrongGrant(seen: CaseFact, { dueAt }: WishOf<'grantExtension'>, now: Instant): Refused | undefined {
  const asked = seen.extension?.dueAt
  if (dueAt === undefined || asked === undefined) return undefined
  return isLater(dueAt, now) && instant(dueAt) <= instant(asked)
    ? undefined
    : refuse('clock.tooFar', { atMost: asked })
}

const untilIsWrong = (until: string | undefined, now: Instant): Refused | undefined =>
  until === undefined || isLater(until, now) ? undefined : refuse('clock.notLater', { until })

function wrongCard(seen: CaseFact, { card }: WishOf<'supervise'>): Refused | undefined {
  const owed = seen.supervision?.answeredAt === null ? seen.supervision.card : undefined
  const isMilder = owed !== undefined && cards.indexOf(card) < cards.indexOf(owed)
  return isMilder ? refuse('case.graverCard', { card: owed }) : undefined
}

/** What is wrong with what was filled in, given the case as it stands; undefined when nothing is. */
export function wrongInput(seen: CaseFact, wish: AnyWish, by: Deciding): Refused | undefined {
  switch (wish.move) {
    case 'accept':
      return categoryOf(wish.categoryCode)
        ? undefined
        : refuse('category.unknown', { code: wish.categoryCode })
    case 'changeLevel':
      return wrongLevel(seen, wish.level, by.actor)
    case 'merge':
      return wrongMaster(seen, wish.masterId, by)
    case 'unmerge':
      return by.master && isOpen(by.master.status) ? undefined : refuse('case.masterClosed')
    case 'waive':
      return seen.coUnits.some(one => one.unitId === wish.unitId && !isDone(one.state))
        ? undefined
        : refuse('case.notCoUnit', { unitId: wish.unitId })
    case 'whistle':
      return wish.unitIds.every(id => id === seen.ownerUnitId || seen.coUnits.some(one => one.unitId === id))
        ? refuse('case.helpsAlready', { unitIds: wish.unitIds })
        : undefined
    case 'finish':
      return wrongFinish(seen, wish)
    case 'askExtension':
      return wrongAsk(seen, wish, by.now)
    case 'grantExtension':
      return wrongGrant(seen, wish, by.now)
    case 'suspend':
    case 'recheck':
      return untilIsWrong(wish.until, by.now)
    case 'supervise':
      return wrongCard(seen, wish)
    default:
      return undefined
  }
}

const isDone = (state: string): boolean => state === 'answered' || state === 'waived'
