import { refusals } from '../kernel/index.ts'

export const divisionRefusals = refusals({
  'division.unknown': { status: 404, when: 'there is no division or grid with this code' },
  'division.gone': { status: 409, when: 'the division has ended: choose what took over from it' },
  'division.stale': {
    status: 409,
    when: 'another act was made since this page was read: look at what changes again',
  },
  'division.wrongDay': {
    status: 400,
    when: 'the day must be a real one, at most ten years ago and three years ahead',
  },
  'division.tooEarly': {
    status: 409,
    when: 'the day lies before the division began, or before an earlier act on what goes along took effect',
  },
  'division.itself': { status: 400, when: 'a division cannot take over from itself' },
  'division.wrongLevel': {
    status: 400,
    when: 'both must be of one tier; the county itself can only get another name',
  },
  'division.wrongCode': {
    status: 400,
    when: 'the code must be of the same tier, within a division that stands; parts stay within the same one',
  },
  'division.codeTaken': { status: 409, when: 'the code is, or once was, that of another division' },
  'division.nameTaken': { status: 409, when: 'another division beside it has this name' },
  'division.unchanged': { status: 400, when: 'it has this name or code already' },
  'division.splitIncomplete': {
    status: 400,
    when: 'each of what lies in the division goes to exactly one of the parts',
  },
  'division.heirMissing': {
    status: 409,
    when: 'open cases, accounts, grids or members are left: name what takes over',
  },
  'division.noNumber': { status: 409, when: 'no number below 1000 is free in what takes over' },
  'division.planned': { status: 409, when: 'an act on it is planned already: withdraw that one first' },
  'division.unknownAct': { status: 404, when: 'there is no such act' },
  'division.notPlanned': {
    status: 409,
    when: 'the act has taken effect, failed or been withdrawn: it cannot be withdrawn',
  },
})
