import { refusals } from '../kernel/index.ts'

export const gridMemberRefusals = refusals({
  'gridMember.noExam': {
    status: 409,
    when: 'whoever has not passed the examination before the day gets no grid',
  },
  'gridMember.notADay': { status: 400, when: 'the text names no day, such as 30 February' },
  'gridMember.examToCome': { status: 400, when: 'the examination lies in the future' },
  'gridMember.contractEndsFirst': { status: 400, when: 'the contract ends before it begins' },
  'gridMember.trainingToCome': { status: 400, when: 'a training is written down once it was held' },
  'gridMember.tooManyTrainings': { status: 409, when: 'so many trainings of one member are kept' },
  'gridMember.unknownGrid': { status: 404, when: 'no such grid in what the actor may see' },
  'gridMember.sameHolder': { status: 409, when: 'the person has the grid already' },
  'gridMember.beforeHolder': { status: 409, when: 'the present member has the grid from that day or later' },
  'gridMember.tooFar': {
    status: 400,
    when: 'a grid is handed over on a day within a year before or after today',
  },
  'scoreTemplate.notWhole': { status: 400, when: 'the weights do not sum to a hundred' },
  'scoreTemplate.satisfaction': { status: 400, when: 'what residents say weighs less than half' },
  'scoreTemplate.twice': { status: 400, when: 'two items have one name' },
  'scoreTemplate.forbidden': {
    status: 400,
    when: 'an item measures presence, distance, sign-ins or numbers of reports, which may measure nobody',
  },
})
