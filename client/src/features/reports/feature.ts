import type { ClientFeature } from '../../platform/feature/index.ts'
import { reportMessages } from './messages.ts'

export const feature: ClientFeature = {
  name: 'reports',
  messages: reportMessages,
}
