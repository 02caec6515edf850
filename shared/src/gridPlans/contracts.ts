import * as Type from 'typebox'
import { Day } from '../calendar/index.ts'
import { closed, CommandId, contract, Id, nullable, PersonText, VersionSeen } from '../kernel/index.ts'
import { GridPlanHead, GridPlanView, PartitionShape } from './model.ts'

const params = closed({ id: Id })
const seenVersion = VersionSeen(1)
const Reason = PersonText(200)
const villageCode = Type.String({ pattern: '^[0-9]{12}$' })
const needs = 'grid.check'

/** So many plans are told at once. */
export const gridPlansTold = 50

/** Plans of a division, one's own when left out: the newest first; the rest after `before`. */
export const listGridPlans = contract({
  name: 'listGridPlans',
  method: 'GET',
  path: '/grid-plans',
  summary: '网格调整方案',
  shape: {
    query: closed({
      area: Type.Optional(Type.String({ pattern: '^[0-9]{6}([0-9]{3}([0-9]{3})?)?$' })),
      before: Type.Optional(Id),
    }),
    reply: closed({ items: Type.Array(GridPlanHead, { maxItems: gridPlansTold }), next: nullable(Id) }),
  },
  needs,
  refuses: ['area.notYours'],
})

export const seeGridPlan = contract({
  name: 'seeGridPlan',
  method: 'GET',
  path: '/grid-plans/:id',
  summary: '一个网格调整方案',
  shape: { params, reply: GridPlanView },
  needs,
  refuses: ['gridPlan.unknown'],
})

/** Begins a draft of a village from its grids as they are. */
export const beginGridPlan = contract({
  name: 'beginGridPlan',
  method: 'POST',
  path: '/grid-plans',
  summary: '新建网格调整方案',
  shape: { body: closed({ id: CommandId, villageCode }), reply: GridPlanView },
  needs,
  refuses: ['area.notYours', 'gridPlan.noOutline', 'gridPlan.oneOpen', 'command.idTaken'],
})

/** Keeps what was drawn. Whoever saw an older version is refused, and told who has drawn since. */
export const saveGridPlan = contract({
  name: 'saveGridPlan',
  method: 'PUT',
  path: '/grid-plans/:id',
  summary: '保存网格调整草稿',
  shape: {
    params,
    body: closed({ seenVersion, shape: PartitionShape, basis: nullable(Reason) }),
    reply: GridPlanView,
  },
  needs,
  refuses: ['gridPlan.unknown', 'gridPlan.moved', 'gridPlan.wrongState', 'gridPlan.unsound'],
})

/** Approves a draft that others have drawn: from `forceOn` on it is in force. */
export const approveGridPlan = contract({
  name: 'approveGridPlan',
  method: 'POST',
  path: '/grid-plans/:id/approval',
  summary: '审核通过网格调整方案',
  shape: { params, body: closed({ seenVersion, forceOn: Day }), reply: GridPlanView },
  needs: 'grid.approve',
  refuses: [
    'gridPlan.unknown',
    'gridPlan.moved',
    'gridPlan.wrongState',
    'gridPlan.ownDrawing',
    'gridPlan.noBasis',
    'gridPlan.wrongDay',
    'gridPlan.groundMoved',
    'gridPlan.faulty',
    'gridPlan.undrawn',
    'gridPlan.oversize',
    'gridPlan.nothing',
  ],
})

/** Gives an approved plan that is not yet in force back to be drawn on. */
export const returnGridPlan = contract({
  name: 'returnGridPlan',
  method: 'POST',
  path: '/grid-plans/:id/return',
  summary: '退回网格调整方案',
  shape: { params, body: closed({ seenVersion, note: Reason }), reply: GridPlanView },
  needs: 'grid.approve',
  refuses: ['gridPlan.unknown', 'gridPlan.moved', 'gridPlan.wrongState'],
})

/** Drops a draft: the village may be drawn anew. */
export const dropGridPlan = contract({
  name: 'dropGridPlan',
  method: 'POST',
  path: '/grid-plans/:id/drop',
  summary: '作废网格调整草稿',
  shape: { params, body: closed({ seenVersion, note: Reason }), reply: GridPlanView },
  needs,
  refuses: ['gridPlan.unknown', 'gridPlan.moved', 'gridPlan.wrongState'],
})
