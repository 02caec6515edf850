import type { ClientFeature } from '../../platform/feature/index.ts'
import { gridPlanMessages } from './messages.ts'

export const feature: ClientFeature = {
  name: 'gridPlans',
  messages: gridPlanMessages,
}
