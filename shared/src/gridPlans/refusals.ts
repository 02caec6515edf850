import { refusals } from '../kernel/index.ts'

export const gridPlanRefusals = refusals({
  'gridPlan.unknown': { status: 404, when: 'there is no such plan in your division' },
  'gridPlan.noOutline': {
    status: 409,
    when: 'neither the village nor its grids have an outline to draw on: import the village’s first',
  },
  'gridPlan.oneOpen': { status: 409, when: 'a plan of the village is under way: go on with that one' },
  'gridPlan.moved': {
    status: 409,
    when: 'somebody has drawn since it was read; the detail says who and when: read it again',
  },
  'gridPlan.wrongState': { status: 409, when: 'the plan is not, or no more, at the step where this is done' },
  'gridPlan.unsound': {
    status: 400,
    when: 'a border crosses itself, a code is another village’s or used twice, or an heir is no grid of the plan',
  },
  'gridPlan.ownDrawing': { status: 403, when: 'you have drawn in it: somebody else approves it' },
  'gridPlan.noBasis': { status: 400, when: 'say by which decision the grids are drawn anew' },
  'gridPlan.wrongDay': { status: 400, when: 'the day must be a real one from today on, within a year' },
  'gridPlan.groundMoved': {
    status: 409,
    when: 'the village’s grids were changed in another way since the plan was begun: drop it and begin anew',
  },
  'gridPlan.faulty': { status: 409, when: 'there are gaps or overlaps between the grids: mend them first' },
  'gridPlan.undrawn': { status: 409, when: 'some grids are drawn nowhere: draw or merge them' },
  'gridPlan.oversize': {
    status: 409,
    when: 'a grid has more than 500 people and nobody says why: split it, or say why it may stay',
  },
  'gridPlan.nothing': { status: 409, when: 'the plan changes nothing' },
})
