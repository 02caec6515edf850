import { caseMoveNames, moveRule, type CaseMove } from '@shuniu/shared/cases'
import { provideCommands, type Command } from '../../platform/commands/index.ts'
import { say } from '../../platform/i18n/index.ts'
import { moveText } from '../cases/index.ts'
import type { dispatchMessages } from './messages.ts'
import { loopTabIds, queueTabIds } from './queue/tabs.ts'
import { mapAddress, mapWindow } from './second/address.ts'
import type { Desk } from './useDesk.ts'

/** What is made in a part of the card has its commands there. */
const hasButton = (move: CaseMove): boolean => moveRule(move).group !== 'section'

/** One command a move, open when the move is. */
const moveCommands = ({ isOffered, ahead, form }: Desk): Command[] =>
  caseMoveNames.filter(hasButton).map(move => {
    const { key } = moveRule(move)
    return {
      id: `dispatch.move.${move}`,
      text: () => moveText(move),
      ...(key !== undefined && { keys: [key] }),
      when: () => isOffered(move) || (key !== undefined && ahead.isComing()),
      run: () => (key !== undefined && ahead.isComing() ? ahead.strike(key) : form.open(move)),
    }
  })

const tabCommands = ({ queue, search }: Desk): Command[] =>
  queueTabIds.map((tab, i) => ({
    id: `dispatch.tab.${tab}`,
    text: () => say('dispatch.command.tab', { tab: say(`dispatch.tab.${tab}`) }),
    keys: i < loopTabIds.length ? [String((i + 1) % 10)] : [],
    run() {
      search.clear()
      queue.turnTo(tab)
    },
  }))

type DeskCommandWord = keyof (typeof dispatchMessages)['command']

/** What a desk does without a mouse. Rows are not changed under an open form. */
export function useDeskCommands(
  desk: Desk,
  does: { readonly search: () => void; readonly help: () => void },
): void {
  const { queue, search, form, walk } = desk
  const command = (
    id: DeskCommandWord,
    keys: readonly string[],
    more: Pick<Command, 'run' | 'when'>,
  ): Command => ({
    id: `dispatch.${id}`,
    text: () => say(`dispatch.command.${id}`),
    keys,
    ...more,
  })
  const isFormClosed = () => form.move.value === undefined
  provideCommands([
    ...moveCommands(desk),
    command('next', ['J', '↓'], { when: isFormClosed, run: () => walk(1) }),
    command('previous', ['K', '↑'], { when: isFormClosed, run: () => walk(-1) }),
    command('settle', ['.'], { run: queue.settle }),
    command('undo', ['Z'], { when: desk.undoing.isThere, run: desk.undoing.undo }),
    command('search', ['/'], { run: does.search }),
    command('submit', ['Ctrl+Enter'], { when: () => !isFormClosed(), run: form.submit }),
    command('close', ['Esc'], {
      when: () => !isFormClosed() || search.isOn.value,
      run: () => (isFormClosed() ? search.clear() : form.close()),
    }),
    ...tabCommands(desk),
    {
      id: 'dispatch.second',
      text: () => say('dispatch.second.command'),
      run: () => void window.open(mapAddress, mapWindow, 'popup'),
    },
    command('help', ['F1', '?'], { run: does.help }),
  ])
}
