import type { ClientFeature } from '../../platform/feature/index.ts'
import { catalogueMessages } from './messages.ts'

export const feature: ClientFeature = {
  name: 'catalogue',
  messages: catalogueMessages,
}
