import { refusals } from '../kernel/index.ts'

export const reachRefusals = refusals({
  'reach.notADay': { status: 400, when: 'the text names no day, such as 30 February' },
  'reach.pastRungs': { status: 409, when: 'other waits may begin tomorrow at the earliest' },
  'reach.outOfBounds': { status: 400, when: 'a wait is shorter or longer than `min` and `max` allow' },
  'push.off': { status: 409, when: 'the county pushes to no device' },
  'push.unknownService': { status: 400, when: 'the address is of no service that the county trusts' },
  'push.unknownDevice': { status: 409, when: 'the account was not signed in on this device by a password' },
  'reach.outOfOrder': {
    status: 400,
    when: 'a device is waited for no longer than an opening, and that no longer than a signature',
  },
})
