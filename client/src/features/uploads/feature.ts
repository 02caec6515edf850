import type { ClientFeature } from '../../platform/feature/index.ts'
import { uploadMessages } from './messages.ts'

export const feature: ClientFeature = {
  name: 'uploads',
  messages: uploadMessages,
}
