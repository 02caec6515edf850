import { refusals } from '../kernel/index.ts'

export const reportRefusals = refusals({
  'report.empty': { status: 400, when: 'a report carries text or media; this one has neither' },
  'report.nowhere': {
    status: 400,
    when: 'a report carries a position or an area code; this one has neither',
  },
  'report.sourceNotYours': {
    status: 403,
    when: 'only window and duty posts may name the source of a report',
  },
  'report.unknownSource': { status: 400, when: 'the catalogue has no such source' },
  'report.unknownMedia': {
    status: 400,
    when: 'the report names an upload that is somebody else’s',
  },
  'report.notSelfDone': {
    status: 400,
    when: 'only a blue case of some kinds is settled on the spot, by a grid member or village officer, and shown',
  },
  'report.notAMoment': { status: 400, when: 'occurredAt has the shape of a moment but names none' },
  'county.none': { status: 409, when: 'no county is stored yet: nothing can be reported; import one first' },
  'centre.none': {
    status: 409,
    when: 'no centre is entered that would answer for the place; import the centres first',
  },
  'area.unknown': { status: 400, when: 'the register has no such division or grid' },
})
