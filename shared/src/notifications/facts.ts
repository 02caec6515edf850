import { rooms } from '../identity/index.ts'
import { adding, fact, told } from '../kernel/index.ts'
import { NotificationFact } from './model.ts'

export const notificationFacts = {
  /** Somebody is told of a case; heard by that person alone. */
  'notification.made': fact({
    formerName: 'notice.made',
    body: NotificationFact,
    version: 2,
    // The first notifications were of the case's own clocks alone.
    upcasts: { 1: adding({ unitId: null }) },
    heardBy: (_, now) => told(rooms.user(now.readerId)),
    caseIn: 'caseId',
    // Which case, and how its clock stands: a sensitive case tells as much to whoever sees it masked.
    mask: now => now,
  }),
}
