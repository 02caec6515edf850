import { refusals } from '../kernel/index.ts'

export const auditRefusals = refusals({
  'audit.noSuchDay': { status: 400, when: 'a bound of the days asked for names no moment' },
})
