import * as Type from 'typebox'
import type { Static } from 'typebox'
import {
  ClockEntry,
  ClockLight,
  entryText,
  lightOf,
  stages,
  whyText,
  type CaseClock,
  type ClockLaw,
} from '../../clocks/index.ts'
import { closed, Id, InstantText, isOneOf, nullable, oneOf, type Instant } from '../../kernel/index.ts'
import { cutText } from './clockEnds.ts'
import type { CaseEntry } from '../model.ts'
import { caseMoveNames, caseMoves } from '../moves/index.ts'

/** One clock of the case, with the sentence that explains its light and everything that happened to it. */
export const CaseClockView = closed({
  stage: oneOf(stages),
  /** The helping unit that it times; null for the case's own. */
  unitId: nullable(Id),
  ordinal: Type.Integer(),
  startedAt: InstantText,
  /** While it stands still: when it would have run out. */
  dueAt: InstantText,
  yellowAt: InstantText,
  orangeAt: InstantText,
  pausedAt: nullable(InstantText),
  stoppedAt: nullable(InstantText),
  overdueAt: nullable(InstantText),
  light: ClockLight,
  /** Why it ended though what it times was not done; null where it was, and while it runs. */
  cut: nullable(Type.String()),
  why: Type.String(),
  ledger: Type.Array(closed({ ...ClockEntry.properties, actorName: Type.String(), text: Type.String() })),
})
export type CaseClockView = Static<typeof CaseClockView>

function moveText(move: string): string {
  if (move === 'report') return '上报'
  return isOneOf(caseMoveNames, move) ? caseMoves[move].text : move
}

interface ClockViewContext {
  readonly now: Instant
  readonly law: ClockLaw
  /** What the reader may see of the case's timeline: it says who. */
  readonly timeline: readonly Pick<CaseEntry, 'version' | 'actorName'>[]
  /** The name of a helping unit. */
  readonly unitText: (unitId: string) => string
}

/** One that was cut short kept no time: it shows red where it had run out, else nothing. */
const cutLight = ({ overdueAt }: CaseClock): ClockLight => (overdueAt === null ? 'grey' : 'red')

/** The clocks of a case as its page shows them, in the order they began. */
export function clockViewsOf(
  caseClocks: readonly CaseClock[],
  { now, law, timeline, unitText }: ClockViewContext,
): CaseClockView[] {
  const nameByVersion = new Map(timeline.map(({ version, actorName }) => [version, actorName]))
  return caseClocks.map(caseClock => {
    const { rule: _, percent: __, entries, ...shown } = caseClock
    const ledger = entries.map(entry => {
      const actorName = nameByVersion.get(entry.version) ?? ''
      return { ...entry, actorName, text: entryText(entry, { moveText, actorName }) }
    })
    const cut = cutText(caseClock) ?? null
    const why = whyText(caseClock, { now, law, moveText, unitText, cutText: cut ?? undefined })
    return { ...shown, ledger, light: cut === null ? lightOf(caseClock, now) : cutLight(caseClock), cut, why }
  })
}
