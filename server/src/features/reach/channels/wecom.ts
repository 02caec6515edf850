import type { Clock } from '@shuniu/shared/kernel'
import type { WecomSettings } from '../../../platform/settings/index.ts'
import { byMobile, never, sent, type ChannelAdapter } from './adapter.ts'
import { codedService } from './coded.ts'

/** For so many seconds WeCom takes the same words to the same persons once. */
const duplicatesForS = 4 * 3_600

/** WeCom's application messages; what is sent again is its own to drop. Source: domain.md §6.5. */
export function wecomChannel(
  { url, corpId, corpSecret, agentId }: WecomSettings,
  clock: Clock,
): ChannelAdapter {
  const service = codedService({
    name: 'wecom',
    url,
    clock,
    token: { path: '/cgi-bin/gettoken', query: { corpid: corpId, corpsecret: corpSecret } },
    user: { path: '/cgi-bin/user/getuserid', idIn: ({ userid }) => userid },
    passing: [-1, 45_009, 45_033, 45_047],
    nobody: [46_004, 60_111, 81_013, 60_011],
  })
  return {
    channel: 'wecom',
    reachable: byMobile,
    async send({ text }, { mobile }) {
      if (mobile === undefined) return never('noNumber')
      const user = await service.userOf(mobile)
      if (user.is !== 'user') return user
      const answer = await service.post('/cgi-bin/message/send', {
        touser: user.id,
        msgtype: 'text',
        agentid: agentId,
        text: { content: text },
        enable_duplicate_check: 1,
        duplicate_check_interval: duplicatesForS,
      })
      if (answer.is !== 'done') return answer
      const { invaliduser, msgid } = answer.body
      // A message whose only addressee it may not write to is a success with that name beside it.
      if (typeof invaliduser === 'string' && invaliduser !== '') return never('nobody')
      return sent(typeof msgid === 'string' ? msgid : null)
    },
  }
}
