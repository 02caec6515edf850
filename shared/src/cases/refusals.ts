import { refusals } from '../kernel/index.ts'
import { catalogueRefusals } from './catalogue/index.ts'
import { incidentRefusals } from './incidents/incidentRefusals.ts'
import { playbookRefusals } from './playbooks/playbookRefusals.ts'

export const caseRefusals = refusals({
  ...catalogueRefusals,
  ...playbookRefusals,
  ...incidentRefusals,
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
  'case.notYourLevel': {
    status: 403,
    when: 'the move at this level, or a second extension, belongs to a higher post',
  },
  'case.refusedBefore': { status: 409, when: 'an owner has refused this case already; the director decides' },
  'case.refusedLate': {
    status: 409,
    when: 'the time to sign is over: sign, and have a dispatcher assign the case to another unit',
  },
  'case.askedTooOften': { status: 409, when: 'more information was asked for twice already' },
  'case.notLonger': {
    status: 400,
    when: 'an assignment may shorten the deadline, not lengthen it or set it in the past',
  },
  'case.sameLevel': { status: 409, when: 'the case has that level already' },
  'case.unknownMedia': {
    status: 400,
    when: 'the move names an upload that is somebody else’s',
  },
  'category.unknown': { status: 400, when: 'the catalogue has no such category' },
  'unit.unknown': { status: 400, when: 'no such unit that could own a case of this place' },
  'case.notYourTier': { status: 403, when: 'the move belongs to another tier than the actor’s' },
  'case.noCheckNeeded': {
    status: 409,
    when: 'only what came from outside, and lies in a village, is looked at before it is accepted',
  },
  'case.hasMerged': { status: 409, when: 'other cases are merged into this one; they come out first' },
  'case.mergesItself': { status: 400, when: 'a case cannot be merged into itself' },
  'case.masterUnknown': {
    status: 400,
    when: 'the case to merge into does not exist or is not the actor’s to see',
  },
  'case.masterClosed': { status: 409, when: 'the case that this one is or would be merged into is not open' },
  'case.notRefused': { status: 409, when: 'a lead is designated only after a unit refused the case' },
  'case.notCoUnit': { status: 409, when: 'no such unit helps with the case and still owes its part' },
  'case.helpsAlready': { status: 409, when: 'every unit named owns the case or helps already' },
  'case.coUnitsOpen': { status: 409, when: 'helping units have neither fed back nor been waived' },
  'case.textTooShort': { status: 400, when: 'what was done is told in at least twenty characters' },
  'case.callMissing': {
    status: 409,
    when: 'neither reporter nor party was reached by telephone since the work was done or the case closed, as the record has it',
  },
  'case.noNumber': { status: 404, when: 'whoever reported left no number, or it cannot be read' },
  'case.overrideUnexplained': {
    status: 400,
    when: 'another unit is sent than the one proposed first, and no reason is given',
  },
  'case.methodMissing': { status: 400, when: 'a resolved dispute names the way it was resolved by' },
  'case.evidenceMissing': {
    status: 400,
    when: 'a photo, the written agreement or the stamped form is missing; `of` says which',
  },
  'case.noExtension': { status: 409, when: 'no extension is asked for' },
  'case.extensionPending': { status: 409, when: 'an extension is asked for already' },
  'case.noMoreExtensions': { status: 409, when: 'two extensions were granted; a third is not' },
  'case.ownExtension': { status: 403, when: 'nobody approves an extension of their own work' },
  'case.urgedToday': { status: 429, when: 'the reporter has urged today already' },
  'case.graverCard': { status: 409, when: 'a graver card waits for its answer' },
  'case.notSupervised': { status: 409, when: 'no notice of supervision waits for an answer' },
  'case.notInstructed': { status: 409, when: 'no instruction waits for a receipt' },
  'case.tooLate': { status: 409, when: 'a case is reopened within ninety days of its closing' },
  'alarm.over': { status: 409, when: 'the case calls for acceptance no more, or not at that level' },
  'alarm.answered': { status: 409, when: 'somebody else sees to it; who and since when is in the reply' },
  'alarm.notYours': { status: 403, when: 'the case is not the actor’s to accept' },
  'caller.noNumber': { status: 400, when: 'what is asked about is no whole telephone number' },
  'caller.tooOften': { status: 429, when: 'the account asks about more numbers than anybody is called from' },
})
