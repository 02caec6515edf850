import type { ClientFeature } from '../../platform/feature/index.ts'
import { taskMessages } from './messages.ts'

export const feature: ClientFeature = {
  name: 'tasks',
  messages: taskMessages,
}
