import { refusals } from '../kernel/index.ts'

export const gridCheckRefusals = refusals({
  'gridFinding.unknown': { status: 404, when: 'there is no such finding in your division' },
  'gridFinding.moved': {
    status: 409,
    when: 'somebody has changed the finding since it was read: read it again',
  },
  'gridFinding.mended': {
    status: 409,
    when: 'the finding is mended already: there is nothing to change',
  },
  'gridFinding.wrongDay': {
    status: 400,
    when: 'the day must be a real one from today on, within three years',
  },
  'gridFinding.noReason': { status: 400, when: 'say why it may stand as it is' },
})
