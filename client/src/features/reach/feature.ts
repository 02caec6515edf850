import type { ClientFeature } from '../../platform/feature/index.ts'
import { reachMessages } from './messages.ts'

export const feature: ClientFeature = {
  name: 'reach',
  messages: reachMessages,
}
