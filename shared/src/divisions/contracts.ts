import * as Type from 'typebox'
import { Day } from '../calendar/index.ts'
import { FormerDivision } from '../grids/index.ts'
import { closed, contract, Id, nullable, oneOf, PersonText, VersionSeen } from '../kernel/index.ts'
import { CodeMove, DivisionActView, divisionActStates, DivisionEffects, DivisionCommand } from './model.ts'

export const divisionsPermission = 'county.manage'

const digits = '^(?:[0-9]{6}|[0-9]{9}|[0-9]{12}|[0-9]{15})$'
const areaCode = Type.String({ pattern: digits })

/** What may be wrong with an act, whether it is looked at, made, or taking effect. */
const actRefusals = [
  'division.unknown',
  'division.gone',
  'division.wrongDay',
  'division.tooEarly',
  'division.itself',
  'division.wrongLevel',
  'division.wrongCode',
  'division.codeTaken',
  'division.nameTaken',
  'division.unchanged',
  'division.splitIncomplete',
  'division.heirMissing',
  'division.noNumber',
  'division.planned',
] as const

/** So many acts are told at once. */
export const actsTold = 50

/** The acts on divisions, the newest first; older ones after `before`. */
export const listDivisionActs = contract({
  name: 'listDivisionActs',
  method: 'GET',
  path: '/division-acts',
  summary: '区划调整记录',
  shape: {
    query: closed({
      state: Type.Optional(oneOf(divisionActStates)),
      before: Type.Optional(Type.String({ pattern: String.raw`^\d{1,15}$` })),
    }),
    reply: closed({
      items: Type.Array(DivisionActView, { maxItems: actsTold }),
      next: nullable(Type.String()),
    }),
  },
  needs: divisionsPermission,
  refuses: [],
})

/** So many former states and acts of one division are told. */
export const historyTold = 200

/** What a division was before, with all that became part of it, and the acts that made it so; also of one that has ended. */
export const seeDivisionHistory = contract({
  name: 'seeDivisionHistory',
  method: 'GET',
  path: '/divisions/:code/history',
  summary: '一个区划的沿革',
  shape: {
    params: closed({ code: areaCode }),
    reply: closed({
      /** Its full name today; null when it has ended. */
      name: nullable(Type.String()),
      /** What stands in its place today; null when nothing does, or it stands itself. */
      now: nullable(closed({ code: Type.String(), name: Type.String() })),
      former: Type.Array(FormerDivision, { maxItems: historyTold }),
      acts: Type.Array(DivisionActView, { maxItems: historyTold }),
    }),
  },
  needs: divisionsPermission,
  refuses: ['division.unknown'],
})

/** So many new codes are shown before an act. */
export const movesShown = 200

/** What an act would change, without doing it. */
export const previewDivisionAct = contract({
  name: 'previewDivisionAct',
  method: 'POST',
  path: '/division-acts/preview',
  summary: '预览区划调整',
  shape: {
    body: closed({ command: DivisionCommand, effectiveOn: Day }),
    reply: closed({
      effects: DivisionEffects,
      /** The codes that change, parents first. */
      moves: Type.Array(CodeMove, { maxItems: movesShown }),
      /** The number of the last act made; an act is refused when another was made since. */
      seen: Type.Integer(),
      isPlanned: Type.Boolean(),
    }),
  },
  needs: divisionsPermission,
  refuses: actRefusals,
})

/** Does it at once where the day has come, else plans it for its day. */
export const makeDivisionAct = contract({
  name: 'makeDivisionAct',
  method: 'POST',
  path: '/division-acts',
  summary: '区划调整',
  shape: {
    body: closed({
      id: Id,
      seen: VersionSeen(0),
      command: DivisionCommand,
      effectiveOn: Day,
      ground: PersonText(120),
      reason: PersonText(200),
    }),
    reply: DivisionActView,
  },
  needs: divisionsPermission,
  refuses: [...actRefusals, 'division.stale', 'command.idTaken'],
})

/** Takes back an act that is planned, or that failed on its day; sent again it is answered as it stands. */
export const withdrawDivisionAct = contract({
  name: 'withdrawDivisionAct',
  method: 'POST',
  path: '/division-acts/:id/withdrawal',
  summary: '撤回尚未生效的区划调整',
  shape: { params: closed({ id: Id }), body: closed({ reason: PersonText(200) }), reply: DivisionActView },
  needs: divisionsPermission,
  refuses: ['division.unknownAct', 'division.notPlanned'],
})
