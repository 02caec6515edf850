import { addDays, type Day } from '../calendar/index.ts'
import { conditionCodes, insuranceCodes, type CareKind, type MemberFile, type Training } from './member.ts'

/** So many hours within so many months. Source: domain.md §2.6. */
export const trainingHours = 20
export const trainingMonths = 24
/** A contract is spoken of so many days before it ends. [D] */
const contractNoticeDays = 60

/** The same day so many months on, or the last of a shorter month. */
export function addMonths(day: Day, months: number): Day {
  const count = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months
  const year = String(Math.floor(count / 12)).padStart(4, '0')
  const month = String((count % 12) + 1).padStart(2, '0')
  const next = Math.floor((count + 1) / 12)
  const after = `${String(next).padStart(4, '0')}-${String(((count + 1) % 12) + 1).padStart(2, '0')}-01`
  const last = addDays(after, -1)
  const same = `${year}-${month}-${day.slice(8)}`
  return same < last ? same : last
}

/** How a member's training stands on a day. */
export interface TrainingStanding {
  /** Hours of the last 24 months, the day itself included. */
  readonly hours: number
  readonly lacking: number
  /** The last day on which enough hours are, or by which they must be, within 24 months; already over where it lies before. */
  readonly dueOn: Day
}

const hoursWithin = (trainings: readonly Training[], day: Day): number => {
  const since = addMonths(day, -trainingMonths)
  return trainings.filter(one => since < one.day && one.day <= day).reduce((sum, { hours }) => sum + hours, 0)
}

/**
 * How the training of somebody who passed the examination on a day stands: from then on there are 24 months for the first
 * 20 hours, and ever after 20 hours in any 24 months. Source: domain.md §2.6.
 */
export function trainingOn(
  trainings: readonly Training[],
  { day, passedOn }: { readonly day: Day; readonly passedOn: Day },
): TrainingStanding {
  const hours = hoursWithin(trainings, day)
  const newest = trainings.filter(one => one.day <= day).sort((a, b) => (a.day < b.day ? 1 : -1))
  let sum = 0
  const tipping = newest.find(one => (sum += one.hours) >= trainingHours)
  const first = addMonths(passedOn, trainingMonths)
  const lasts = tipping ? addDays(addMonths(tipping.day, trainingMonths), -1) : first
  return { hours, lacking: Math.max(0, trainingHours - hours), dueOn: lasts > first ? lasts : first }
}

/** What a member's file lacks on a day: nothing is counted beyond what the measures ask for. */
export function careOf(file: MemberFile, trainings: readonly Training[], day: Day): CareKind[] {
  const { examPassedOn: passedOn, contractTo, engagement } = file
  const isTrained = passedOn === null || trainingOn(trainings, { day, passedOn }).dueOn >= day
  const endsSoon = contractTo !== null && contractTo <= addDays(day, contractNoticeDays)
  const isInsured = engagement !== 'fullTime' || insuranceCodes.every(one => file.insurances.includes(one))
  const lacks: Record<CareKind, boolean> = {
    exam: passedOn === null,
    training: !isTrained,
    contract: endsSoon,
    insurance: !isInsured,
    conditions: !conditionCodes.every(one => file.conditions.includes(one)),
  }
  const order = ['exam', 'training', 'contract', 'insurance', 'conditions'] as const
  return order.filter(kind => lacks[kind])
}
