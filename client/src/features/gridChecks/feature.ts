import type { ClientFeature } from '../../platform/feature/index.ts'
import { gridCheckMessages } from './messages.ts'

export const feature: ClientFeature = {
  name: 'gridChecks',
  messages: gridCheckMessages,
}
