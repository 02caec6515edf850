import { refusals } from '../../kernel/index.ts'

export const playbookRefusals = refusals({
  'playbook.none': { status: 409, when: 'no playbook is meant for cases of that kind and level' },
  'playbook.changed': {
    status: 409,
    when: 'the case is worked by another playbook, or another edition of it, than the one named',
  },
  'playbook.unknownStep': { status: 400, when: 'the playbook has no such step' },
  'playbook.tickedAlready': { status: 409, when: 'the step has been ticked; by whom is in the record' },
  'playbook.notTicked': { status: 409, when: 'the step is not ticked, so that nothing is to be taken back' },
  'playbook.unknown': { status: 404, when: 'no such playbook' },
  'playbook.notADay': { status: 400, when: 'the text names no day, such as 30 February' },
  'playbook.pastDay': { status: 409, when: 'an edition takes effect today at the earliest' },
  'playbook.full': { status: 409, when: 'the county has made as many editions as it can' },
  'playbook.unchanged': { status: 409, when: 'the playbook would be as it is on that day anyway' },
  'playbook.stepTwice': { status: 400, when: 'two steps of a playbook have one code' },
  'playbook.kindTaken': {
    status: 409,
    when: 'another playbook in force is meant for the same kind at the same level; it is in the reply',
  },
  'playbook.stale': {
    status: 409,
    when: 'somebody else edited the playbook since the actor last saw it; who and when is in the reply',
  },
  'playbook.unknownEdition': { status: 404, when: 'no such edition of the county' },
  'playbook.inForce': { status: 409, when: 'what has taken effect is not withdrawn, but edited anew' },
  'playbook.withdrawn': { status: 409, when: 'the edition has been withdrawn; by whom is in the reply' },
  'playbook.unexplained': {
    status: 400,
    when: 'a step that is not needed, or was ticked by mistake, is given its reason',
  },
})
