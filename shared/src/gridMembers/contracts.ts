import * as Type from 'typebox'
import type { Static } from 'typebox'
import { Day } from '../calendar/index.ts'
import {
  closed,
  CommandId,
  contract,
  Id,
  InstantText,
  nullable,
  oneOf,
  PersonText,
  VersionSeen,
} from '../kernel/index.ts'
import { PersonView } from '../staffing/index.ts'
import { careKinds, MemberFile, Training } from './member.ts'
import { ScoreTemplate } from './score.ts'

const GridCode = Type.String({ pattern: '^[0-9]{15}$' })
const Reason = PersonText(200)
const SeenVersion = VersionSeen(0)

/** Who has a grid from when; without a last day until it is handed over. */
export const GridBinding = closed({
  gridCode: GridCode,
  personId: Id,
  personName: Type.String(),
  from: Day,
  to: nullable(Day),
  reason: Type.String(),
})
export type GridBinding = Static<typeof GridBinding>

/** A grid member with the grids they have, and what their file lacks. Nothing here counts or compares their work. */
export const GridMemberView = closed({
  person: PersonView,
  file: MemberFile,
  version: SeenVersion,
  grids: Type.Array(GridBinding),
  trainings: Type.Array(Training),
  trainingHours: Type.Integer({ minimum: 0 }),
  trainingDueOn: nullable(Day),
  cares: Type.Array(oneOf(careKinds)),
})
export type GridMemberView = Static<typeof GridMemberView>

/** How many members a village needs and has. */
export const GridStaffing = closed({
  areaCode: Type.String(),
  /** One for each grid. */
  required: Type.Integer({ minimum: 0 }),
  actual: Type.Integer({ minimum: 0 }),
  fullTime: Type.Integer({ minimum: 0 }),
  partTime: Type.Integer({ minimum: 0 }),
  /** Grids that nobody has. */
  unheld: Type.Integer({ minimum: 0 }),
})
export type GridStaffing = Static<typeof GridStaffing>

export const seeGridStaffing = contract({
  name: 'seeGridStaffing',
  method: 'GET',
  path: '/grid-members',
  summary: '各村（社区）网格员应配实配',
  shape: { reply: closed({ day: Day, items: Type.Array(GridStaffing) }) },
  needs: 'member.read',
  refuses: [],
})

export const listGridMembers = contract({
  name: 'listGridMembers',
  method: 'GET',
  path: '/areas/:code/grid-members',
  summary: '一个村（社区）的网格和网格员',
  shape: {
    params: closed({ code: Type.String({ pattern: '^[0-9]{12}$' }) }),
    reply: closed({
      grids: Type.Array(
        closed({
          code: GridCode,
          name: Type.String(),
          holder: nullable(GridBinding),
          /** Whose accounts in use have the grid: where it is not the holder’s, the account is to be ended or passed on. */
          accountNames: Type.Array(Type.String()),
        }),
      ),
      members: Type.Array(GridMemberView),
      former: Type.Array(GridBinding),
      mayManage: Type.Boolean(),
    }),
  },
  needs: 'member.read',
  refuses: ['area.notYours'],
})

export const changeMemberFile = contract({
  name: 'changeMemberFile',
  method: 'POST',
  path: '/grid-members/:id',
  summary: '登记或修改网格员档案',
  shape: {
    params: closed({ id: Id }),
    body: closed({ id: CommandId, seenVersion: SeenVersion, ...MemberFile.properties, reason: Reason }),
    reply: closed({ version: SeenVersion }),
  },
  needs: 'staffing.manage',
  refuses: [
    'person.unknown',
    'staffing.notYours',
    'staffing.stale',
    'gridMember.notADay',
    'gridMember.examToCome',
    'gridMember.contractEndsFirst',
  ],
})

export const addTraining = contract({
  name: 'addTraining',
  method: 'POST',
  path: '/grid-members/:id/trainings',
  summary: '登记网格员培训',
  shape: {
    params: closed({ id: Id }),
    body: closed({ id: CommandId, ...Training.properties }),
    reply: closed({ hours: Type.Integer(), dueOn: nullable(Day) }),
  },
  needs: 'staffing.manage',
  refuses: [
    'person.unknown',
    'staffing.notYours',
    'command.idTaken',
    'gridMember.notADay',
    'gridMember.trainingToCome',
    'gridMember.tooManyTrainings',
  ],
})

/** A grid goes from one member to another from a day on: its open cases and tasks are the grid's, and go with it. */
export const handGridOver = contract({
  name: 'handGridOver',
  method: 'POST',
  path: '/grids/:code/hand-overs',
  summary: '网格移交',
  shape: {
    params: closed({ code: GridCode }),
    body: closed({ id: CommandId, personId: Id, from: Day, reason: Reason }),
    reply: closed({ binding: GridBinding, former: nullable(GridBinding) }),
  },
  needs: 'staffing.manage',
  refuses: [
    'gridMember.unknownGrid',
    'staffing.notYours',
    'person.unknown',
    'command.idTaken',
    'gridMember.noExam',
    'gridMember.notADay',
    'gridMember.tooFar',
    'gridMember.sameHolder',
    'gridMember.beforeHolder',
  ],
})

export const listScoreTemplates = contract({
  name: 'listScoreTemplates',
  method: 'GET',
  path: '/grid-members/score-templates',
  summary: '网格员年度考核模板',
  shape: {
    reply: closed({
      items: Type.Array(
        closed({
          ...ScoreTemplate.properties,
          ground: Type.String(),
          changedBy: Type.String(),
          changedAt: InstantText,
        }),
      ),
    }),
  },
  needs: 'member.read',
  refuses: [],
})

/** The template of a year as it is said last; the earlier ones stay to be read. */
export const setScoreTemplate = contract({
  name: 'setScoreTemplate',
  method: 'POST',
  path: '/grid-members/score-templates',
  summary: '设定网格员年度考核模板',
  shape: {
    body: closed({ id: CommandId, ...ScoreTemplate.properties, ground: PersonText(120) }),
    reply: closed({ year: Type.Integer() }),
  },
  needs: 'staffing.manage',
  refuses: [
    'staffing.notYours',
    'command.idTaken',
    'scoreTemplate.notWhole',
    'scoreTemplate.satisfaction',
    'scoreTemplate.twice',
    'scoreTemplate.forbidden',
  ],
})
