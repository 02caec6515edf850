import { typedKeys } from '../kernel/index.ts'

interface ChannelRow {
  readonly name: string
  /** Reaches into a person's day: silent while that person is off duty, unless the case is grave. */
  readonly isLoud: boolean
}

/** The ways to a person, in the order in which they are tried. Source: domain.md §6.5. */
export const channelRows = {
  app: { name: '站内提醒', isLoud: false },
  push: { name: '手机推送', isLoud: true },
  dingtalk: { name: '钉钉', isLoud: true },
  wecom: { name: '企业微信', isLoud: true },
  sms: { name: '短信', isLoud: true },
} as const satisfies Readonly<Record<string, ChannelRow>>

export type ReachChannel = keyof typeof channelRows
export const channels = typedKeys(channelRows)

/** Those that leave the house: each has an adapter, a lane of its own and credentials of its own. */
export const outsideChannels = ['push', 'dingtalk', 'wecom', 'sms'] as const satisfies readonly ReachChannel[]
export type OutsideChannel = (typeof outsideChannels)[number]

/**
 * How the sending by one channel stands. `waiting`: to be sent, or again · `sending`: in somebody's hands · `sent`: the other
 * side has taken it · `failed`: given up · `dropped`: there was nothing to tell any more.
 */
export const deliveryStates = ['waiting', 'sending', 'sent', 'failed', 'dropped'] as const
export type DeliveryState = (typeof deliveryStates)[number]
