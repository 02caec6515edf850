import { refusals } from '../kernel/index.ts'

export const dutyRefusals = refusals({
  'duty.noUnit': { status: 404, when: 'there is no such unit, or it is of another township' },
  'duty.notYours': { status: 403, when: 'the roster of that unit is kept by others' },
  'duty.spanOrder': { status: 400, when: 'a stint or a list ends before it begins' },
  'duty.spanTooLong': { status: 400, when: 'a stint is longer than three days, or a list than 62' },
  'duty.past': { status: 409, when: 'a stint ended longer than a day ago, and is over' },
  'duty.tooFarAhead': { status: 400, when: 'a stint begins more than 400 days from now' },
  'duty.sameTwice': { status: 409, when: 'the person is on duty there at that time already' },
  'duty.rosterFull': { status: 409, when: 'the unit has more stints on those days than a roster holds' },
  'duty.unknownPerson': { status: 400, when: 'the account named is not one of that unit or its centre' },
  'duty.unknownStint': { status: 404, when: 'there is no such stint' },
  'duty.noCentre': {
    status: 409,
    when: 'the account belongs to no centre or unit whose watch it could keep',
  },
  'duty.unknownHandOver': { status: 404, when: 'there is no such hand-over at this centre' },
  'duty.ownHandOver': { status: 409, when: 'whoever handed over cannot take over from themselves' },
  'duty.takenAlready': { status: 409, when: 'somebody else has taken over' },
  'duty.tooManyWaiting': {
    status: 409,
    when: 'so many hand-overs of this centre wait that another would not be seen',
  },
  'duty.unseenCase': {
    status: 400,
    when: 'a case named in a hand-over is not one that this account sees in full',
  },
})
