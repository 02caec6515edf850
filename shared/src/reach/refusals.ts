import { refusals } from '../kernel/index.ts'

export const reachRefusals = refusals({
  'reach.notADay': { status: 400, when: 'the text names no day, such as 30 February' },
  'reach.pastRungs': { status: 409, when: 'other waits may begin tomorrow at the earliest' },
  'reach.outOfBounds': { status: 400, when: 'a wait is shorter or longer than `min` and `max` allow' },
  'reach.outOfOrder': {
    status: 400,
    when: 'a device is waited for no longer than an opening, and that no longer than a signature',
  },
})
