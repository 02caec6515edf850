import type { ClientFeature } from '../../platform/feature/index.ts'
import { importMessages } from './messages.ts'

export const feature: ClientFeature = {
  name: 'imports',
  messages: importMessages,
}
