import type { ClientFeature } from '../../platform/feature/index.ts'
import { playbookMessages } from './messages.ts'

export const feature: ClientFeature = {
  name: 'playbooks',
  messages: playbookMessages,
}
