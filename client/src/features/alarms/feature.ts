import { permissionsOf } from '@shuniu/shared/identity'
import type { ClientFeature } from '../../platform/feature/index.ts'
import { alarmEar } from './alarms.live.ts'
import { alarmMessages } from './messages.ts'

export const feature: ClientFeature = {
  name: 'alarms',
  messages: alarmMessages,
  ear: alarmEar,
  over: {
    isFor: ({ role }) => permissionsOf(role).includes('case.accept'),
    load: () => import('./AlarmWatch.vue'),
  },
}
