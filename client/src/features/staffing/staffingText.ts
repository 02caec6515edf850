import { organRows, postRows, type FindingView, type PostKind } from '@shuniu/shared/staffing'
import { say } from '../../platform/i18n/index.ts'

export const postName = (post: PostKind): string => postRows[post].name

export const postText = ({ post }: Pick<FindingView, 'post'>): string =>
  post === null ? say('staffing.found.organs') : postName(post)

/** What was found, in a few words. */
export function findingText({ kind, lacking, standIns, organs }: FindingView): string {
  if (kind === 'wrongHolder') return say('staffing.found.wrong')
  if (kind === 'noOrgan') {
    return say('staffing.found.noOrgan', { organs: organs.map(one => organRows[one].name).join('、') })
  }
  return standIns > 0
    ? say('staffing.found.stoodIn', { n: lacking, stood: standIns })
    : say('staffing.found.vacant', { n: lacking })
}
