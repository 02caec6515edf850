import type { Clock } from '@shuniu/shared/kernel'
import type { DingtalkSettings } from '../../../platform/settings/index.ts'
import { byMobile, never, sent, type ChannelAdapter } from './adapter.ts'
import { codedService } from './coded.ts'

function userIdIn({ result }: Readonly<Record<string, unknown>>): unknown {
  return typeof result === 'object' && result !== null && 'userid' in result ? result.userid : undefined
}

/**
 * DingTalk's work notices. The same words to one person are taken once a day, so that a message sent again after a lost answer comes
 * once. Source: domain.md §6.5.
 */
export function dingtalkChannel(
  { url, appKey, appSecret, agentId }: DingtalkSettings,
  clock: Clock,
): ChannelAdapter {
  const service = codedService({
    name: 'dingtalk',
    url,
    clock,
    token: { path: '/gettoken', query: { appkey: appKey, appsecret: appSecret } },
    user: { path: '/topapi/v2/user/getbymobile', idIn: userIdIn },
    passing: [-1, 88, 90_002, 90_006, 90_018, 143_105],
    nobody: [60_121, 60_011, 33_012, 50_002],
  })
  return {
    channel: 'dingtalk',
    reachable: byMobile,
    async send({ text }, { mobile }) {
      if (mobile === undefined) return never('noNumber')
      const user = await service.userOf(mobile)
      if (user.is !== 'user') return user
      const answer = await service.post('/topapi/message/corpconversation/asyncsend_v2', {
        agent_id: agentId,
        userid_list: user.id,
        msg: { msgtype: 'text', text: { content: text } },
      })
      if (answer.is !== 'done') return answer
      const { task_id: task } = answer.body
      return sent(typeof task === 'number' || typeof task === 'string' ? String(task) : null)
    },
  }
}
