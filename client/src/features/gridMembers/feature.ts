import type { ClientFeature } from '../../platform/feature/index.ts'
import { gridMemberMessages } from './messages.ts'

export const feature: ClientFeature = {
  name: 'gridMembers',
  messages: gridMemberMessages,
}
