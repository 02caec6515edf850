import * as Type from 'typebox'
import type { Static } from 'typebox'
import { Day, isRealDay } from '../calendar/index.ts'
import { closed, nullable, oneOf, refuse, typedKeys, type Refused } from '../kernel/index.ts'

/** How somebody is engaged as a grid member. Source: domain.md §2.6. */
export const engagements = { fullTime: '专职', partTime: '兼职', contracted: '购买服务' } as const
export type Engagement = keyof typeof engagements
export const engagementCodes = typedKeys(engagements)

/** What a grid member must bring, as far as the text of the measures is at hand; a county adds its own. Source: domain.md §2.6, S43. */
export const memberConditions = {
  education: { name: '大专以上学历', source: '安徽省城市社区网格员管理办法（试行）' },
  residence: { name: '岗位所在地常住户口或居住证', source: '安徽省城市社区网格员管理办法（试行）' },
} as const
export type MemberCondition = keyof typeof memberConditions
export const conditionCodes = typedKeys(memberConditions)

/** What whoever is engaged full-time is insured by. Source: domain.md §2.6. */
export const insurances = {
  pension: '养老',
  medical: '医疗',
  maternity: '生育',
  unemployment: '失业',
  injury: '工伤',
  housingFund: '公积金',
} as const
export type Insurance = keyof typeof insurances
export const insuranceCodes = typedKeys(insurances)

/** What is known of a person as a grid member. */
export const MemberFile = closed({
  engagement: oneOf(engagementCodes),
  conditions: Type.Array(oneOf(conditionCodes), { maxItems: conditionCodes.length }),
  /** The day of the examination before the first grid; null while it is not passed. */
  examPassedOn: nullable(Day),
  contractFrom: nullable(Day),
  contractTo: nullable(Day),
  insurances: Type.Array(oneOf(insuranceCodes), { maxItems: insuranceCodes.length }),
})
export type MemberFile = Static<typeof MemberFile>

/** One training that was held: whole hours (学时) on a day. */
export const Training = closed({
  day: Day,
  hours: Type.Integer({ minimum: 1, maximum: 200 }),
  topic: Type.String({ minLength: 1, maxLength: 80 }),
})
export type Training = Static<typeof Training>

/** Refuses: `gridMember.notADay`, `gridMember.examToCome`, `gridMember.contractEndsFirst`. */
export function wrongMemberFile(
  { examPassedOn, contractFrom, contractTo }: MemberFile,
  today: Day,
): Refused | undefined {
  const unreal = [examPassedOn, contractFrom, contractTo].filter(day => day !== null && !isRealDay(day))
  if (unreal.length > 0) return refuse('gridMember.notADay', { days: unreal })
  if (examPassedOn !== null && examPassedOn > today) return refuse('gridMember.examToCome', { today })
  const isTurned = contractFrom !== null && contractTo !== null && contractTo < contractFrom
  return isTurned ? refuse('gridMember.contractEndsFirst') : undefined
}

/**
 * Why a person may not take a grid from a day on; undefined when they may: whoever has not passed the examination before
 * that day gets none. Source: domain.md §2.6. Refuses: `gridMember.noExam`.
 */
export function wrongBinding(
  file: Pick<MemberFile, 'examPassedOn'> | undefined,
  from: Day,
): Refused | undefined {
  const passedOn = file?.examPassedOn ?? null
  return passedOn === null || passedOn > from ? refuse('gridMember.noExam', { passedOn }) : undefined
}

/** What is lacking in a member's file, for whoever cares for them; never told as a score or a rank. */
export const careKinds = ['exam', 'training', 'contract', 'insurance', 'conditions'] as const
export type CareKind = (typeof careKinds)[number]
