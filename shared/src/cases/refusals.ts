import { refusals } from '../kernel/index.ts'

export const caseRefusals = refusals({
  'case.unknown': { status: 404, when: 'no such case in what the actor may see' },
  'case.illegalMove': { status: 409, when: 'the move is not open from the present status' },
  'case.stale': {
    status: 409,
    when: 'the case changed since the actor last saw it; who did what is in the reply',
  },
  'case.notYours': {
    status: 403,
    when: 'the move belongs to the owner unit, the reporter or the centre, not to the actor',
  },
  'case.handlerVerifies': { status: 403, when: 'whoever handled a case cannot verify it' },
  'case.notYourLevel': { status: 403, when: 'closing or rejecting at this level belongs to a higher post' },
  'case.refusedBefore': { status: 409, when: 'an owner has refused this case already; the director decides' },
  'case.askedTooOften': { status: 409, when: 'more information was asked for twice already' },
  'case.notLonger': {
    status: 400,
    when: 'an assignment may shorten the deadline, not lengthen it or set it in the past',
  },
  'case.sameLevel': { status: 409, when: 'the case has that level already' },
  'case.unknownMedia': {
    status: 400,
    when: 'the move names an upload that is not complete or not the actor’s',
  },
  'category.unknown': { status: 400, when: 'the catalogue has no such category' },
  'unit.unknown': { status: 400, when: 'no such unit that could own a case of this place' },
})
