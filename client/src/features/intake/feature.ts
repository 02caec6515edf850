import type { ClientFeature } from '../../platform/feature/index.ts'
import { intakeMessages } from './messages.ts'

export const feature: ClientFeature = {
  name: 'intake',
  messages: intakeMessages,
}
