import type { ClientFeature } from '../../platform/feature/index.ts'
import { divisionMessages } from './messages.ts'

export const feature: ClientFeature = {
  name: 'divisions',
  messages: divisionMessages,
}
