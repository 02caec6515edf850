import type { ClientFeature } from '../../platform/feature/index.ts'
import { wallCommands } from './commands.ts'
import { feedEar } from './feed.store.ts'
import { wallMessages } from './messages.ts'
import { plannedPanels } from './plan.ts'

export const feature: ClientFeature = {
  name: 'walls',
  messages: wallMessages,
  ear: feedEar,
  panels: plannedPanels,
  commands: wallCommands,
}
