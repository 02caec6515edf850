import { refusals } from '../kernel/index.ts'

export const patrolRefusals = refusals({
  'patrol.running': { status: 409, when: 'the member has a patrol running already; end it first' },
  'patrol.unknown': { status: 404, when: 'the member has no such patrol' },
})
