import type { ClientFeature } from '../../platform/feature/index.ts'
import { clockMessages } from './messages.ts'

export const feature: ClientFeature = {
  name: 'clocks',
  messages: clockMessages,
}
