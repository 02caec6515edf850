import { refusals } from '../kernel/index.ts'

export const documentRefusals = refusals({
  'document.unknown': { status: 404, when: 'no form of this name, or the case has no such entry for it' },
  'document.notYet': { status: 409, when: 'the case has not come to what this form records' },
  'document.masked': {
    status: 403,
    when: 'the case is sensitive, and the actor sees only that there is one',
  },
})
