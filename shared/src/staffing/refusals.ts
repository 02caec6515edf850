import { refusals } from '../kernel/index.ts'

export const staffingRefusals = refusals({
  'staffing.noUnit': { status: 404, when: 'no such unit among those the actor may know' },
  'staffing.notYours': { status: 403, when: 'the unit or division lies outside what the actor manages' },
  'staffing.notOfUnit': { status: 400, when: 'no such post, organ or stationing at a unit of this kind' },
  'staffing.wrongDuty': {
    status: 400,
    when: 'a unit answers for no such category, twice for one, or in a division outside its own',
  },
  'staffing.stale': { status: 409, when: 'it was changed since it was read; read it anew' },
  'staffing.noRule': { status: 404, when: 'no rule has this code' },
  'staffing.wrongDemand': {
    status: 400,
    when: 'the rule asks for something of another kind, or for posts that do not stand at its tier',
  },
  'staffing.pastRule': { status: 409, when: 'a rule takes effect tomorrow at the earliest' },
  'person.unknown': { status: 404, when: 'no such person among those the actor may know' },
  'person.noMobile': { status: 404, when: 'no mobile number is known, or it can be read no more' },
  'appointment.unknown': { status: 404, when: 'no such appointment' },
  'appointment.notADay': { status: 400, when: 'the text names no day, such as 30 February' },
  'appointment.tooOld': { status: 400, when: 'the first day lies before 1950' },
  'appointment.tooFar': { status: 400, when: 'the first day lies more than a year ahead' },
  'appointment.endsBeforeItBegins': { status: 400, when: 'the last day lies before the first' },
  'appointment.endsLater': { status: 409, when: 'it ends earlier than that already' },
  'appointment.isOver': { status: 409, when: 'the appointment has ended or was withdrawn' },
  'appointment.standInTooLong': {
    status: 400,
    when: 'a stand-in has a last day, a year after the first at most',
  },
  'appointment.notFullTime': { status: 409, when: 'a full-time post cannot be held beside another work' },
  'appointment.twice': { status: 409, when: 'the person holds this very post on one of the days' },
  'appointment.exclusive': {
    status: 409,
    when: 'the person holds a post that cannot be held together with this one; it is in the reply',
  },
  'appointment.postFilled': {
    status: 409,
    when: 'as many hold the post as it takes; from which day is in the reply',
  },
})
