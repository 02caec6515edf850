import { refusals } from '../../kernel/index.ts'

export const incidentRefusals = refusals({
  'incident.notGrave': { status: 409, when: 'only red and orange cases are reported to those above' },
  'incident.calledAlready': {
    status: 409,
    when: 'the first report has been made, by telephone or in writing',
  },
  'incident.noDraft': { status: 409, when: 'no report waits to be signed' },
  'incident.wrongKind': {
    status: 409,
    when: 'a first report is made once and before all others, and nothing follows the last',
  },
  'incident.otherDraft': {
    status: 409,
    when: 'another draft waits by now than the one that the actor read',
  },
})
