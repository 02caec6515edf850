import type { ClientFeature } from '../../platform/feature/index.ts'
import { patrolMessages } from './messages.ts'

export const feature: ClientFeature = {
  name: 'patrol',
  messages: patrolMessages,
}
