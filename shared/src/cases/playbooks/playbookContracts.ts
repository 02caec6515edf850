import * as Type from 'typebox'
import type { Static } from 'typebox'
import { Day } from '../../calendar/index.ts'
import { closed, CommandId, contract, InstantText, nullable, oneOf, PersonText } from '../../kernel/index.ts'
import { PlaybookCode, PlaybookContent, PlaybookEdition } from './playbook.ts'

/** The playbooks in force on a day, today's without one. */
export const listPlaybooks = contract({
  name: 'listPlaybooks',
  method: 'GET',
  path: '/playbooks',
  summary: '现行预案',
  shape: {
    query: closed({ on: Type.Optional(Day) }),
    reply: closed({ items: Type.Array(PlaybookEdition) }),
  },
  needs: 'clock.manage',
  refuses: ['playbook.notADay'],
})

export const editionStates = ['inForce', 'toCome', 'withdrawn'] as const

/** An edition of the county's with who made it and why. */
export const EditionView = closed({
  ...PlaybookEdition.properties,
  state: oneOf(editionStates),
  /** What the playbook is called; the name before where the edition ends it. */
  name: Type.String(),
  reason: Type.String(),
  madeBy: Type.String(),
  withdrawnBy: nullable(Type.String()),
  withdrawnAt: nullable(InstantText),
  withdrawnWhy: nullable(Type.String()),
})
export type EditionView = Static<typeof EditionView>

/** So many editions are told at once. */
export const editionsTold = 30
const EditionId = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER })

/** The county's editions, of all playbooks or of one, the newest first; older ones before an id. */
export const listEditions = contract({
  name: 'listEditions',
  method: 'GET',
  path: '/playbooks/editions',
  summary: '预案调整记录',
  shape: {
    query: closed({ code: Type.Optional(PlaybookCode), before: Type.Optional(EditionId) }),
    reply: closed({
      items: Type.Array(EditionView, { maxItems: editionsTold }),
      next: nullable(Type.Integer()),
      /** How many editions and withdrawals there are of what was asked for: one more with each. */
      edition: Type.Integer(),
    }),
  },
  needs: 'clock.manage',
  refuses: [],
})

/** What is to be said: of the playbook with that code, or of a new one; without content it ends. */
export const PostedEdition = closed({
  code: nullable(PlaybookCode),
  effectiveFrom: Day,
  content: nullable(PlaybookContent),
})
export type PostedEdition = Static<typeof PostedEdition>

const editionRefusals = [
  'playbook.notADay',
  'playbook.pastDay',
  'playbook.full',
  'playbook.unknown',
  'playbook.unchanged',
  'playbook.stepTwice',
  'playbook.kindTaken',
  'category.unknown',
] as const

/** What an edition would touch. */
export const EditionEffects = closed({
  /** The code that it has or would get. */
  code: PlaybookCode,
  /** Open cases that keep the playbook they are worked by; sensitive ones for those alone who see them in full. */
  openCases: Type.Integer(),
  /** Cases not accepted yet, which would be worked by it once they are. */
  waitingCases: Type.Integer(),
  /** The steps that are new, and those that go. */
  added: Type.Array(Type.String()),
  dropped: Type.Array(Type.String()),
})
export type EditionEffects = Static<typeof EditionEffects>

/** What an edition would touch, without making it. */
export const previewEdition = contract({
  name: 'previewEdition',
  method: 'POST',
  path: '/playbooks/editions/preview',
  summary: '试算预案调整',
  shape: { body: PostedEdition, reply: EditionEffects },
  needs: 'clock.manage',
  refuses: [...editionRefusals],
})

/** Says what a playbook is from a day on. `seen`: the edition count of it that the actor knew; of no matter to a new one. */
export const setPlaybook = contract({
  name: 'setPlaybook',
  method: 'POST',
  path: '/playbooks/editions',
  summary: '调整预案',
  shape: {
    body: closed({
      id: CommandId,
      seen: Type.Integer({ minimum: 0, maximum: 1_000_000 }),
      reason: PersonText(200),
      ...PostedEdition.properties,
    }),
    reply: EditionView,
  },
  needs: 'clock.manage',
  refuses: ['command.idTaken', 'playbook.stale', ...editionRefusals],
})

/** Withdraws an edition whose day has not come: it never takes effect, and stays in the record. */
export const withdrawEdition = contract({
  name: 'withdrawEdition',
  method: 'POST',
  path: '/playbooks/editions/:id/withdraw',
  summary: '撤回预案调整',
  shape: {
    params: closed({ id: EditionId }),
    body: closed({ reason: PersonText(200) }),
    reply: EditionView,
  },
  needs: 'clock.manage',
  refuses: ['playbook.unknownEdition', 'playbook.inForce', 'playbook.withdrawn'],
})
