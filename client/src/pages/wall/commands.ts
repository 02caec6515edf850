import { provideCommands } from '../../platform/commands/index.ts'
import { say } from '../../platform/i18n/index.ts'
import type { Place } from '../../features/walls/index.ts'

/** Where a place of the plan is on the page's grid. */
export const placed = ({ columns, rows }: Place) => ({
  gridColumn: `${columns[0] + 1} / ${columns[1] + 1}`,
  gridRow: `${rows[0] + 1} / ${rows[1] + 1}`,
})

/** What of the wall's own parts can be moved without a mouse. */
export function useWallCommands(does: {
  readonly home: () => void
  readonly zoom: (steps: number) => void
  readonly down: () => void
  readonly aside: (steps: 1 | -1) => void
  readonly back: () => void
}): void {
  provideCommands([
    { id: 'wall.home', text: () => say('walls.command.home'), keys: ['0'], run: does.home },
    { id: 'wall.back', text: () => say('walls.command.back'), keys: ['Esc', 'Backspace'], run: does.back },
    { id: 'wall.closer', text: () => say('walls.map.closer'), keys: ['+', '='], run: () => does.zoom(1) },
    { id: 'wall.farther', text: () => say('walls.map.farther'), keys: ['-'], run: () => does.zoom(-1) },
    { id: 'wall.down', text: () => say('walls.command.down'), keys: ['D'], run: does.down },
    { id: 'wall.next', text: () => say('walls.command.next'), keys: ['N'], run: () => does.aside(1) },
    {
      id: 'wall.previous',
      text: () => say('walls.command.previous'),
      keys: ['P'],
      run: () => does.aside(-1),
    },
  ])
}
