import { useFullscreen } from '@vueuse/core'
import { provideCommands } from '../../platform/commands/index.ts'
import { say } from '../../platform/i18n/index.ts'
import type { Place } from '../../features/walls/index.ts'

/** Where a place of the plan is on the page's grid. */
export const placed = ({ columns, rows }: Place) => ({
  gridColumn: `${columns[0] + 1} / ${columns[1] + 1}`,
  gridRow: `${rows[0] + 1} / ${rows[1] + 1}`,
})

/** What can be done on a wall without a mouse. */
export function useWallCommands(does: {
  readonly home: () => void
  readonly zoom: (steps: number) => void
  readonly down: () => void
  readonly aside: (steps: 1 | -1) => void
  readonly back: () => void
  readonly acknowledge: () => void
}): void {
  const { toggle } = useFullscreen()
  provideCommands([
    { id: 'wall.fullscreen', text: () => say('wall.command.fullscreen'), keys: ['F'], run: toggle },
    { id: 'wall.home', text: () => say('wall.command.home'), keys: ['0'], run: does.home },
    { id: 'wall.back', text: () => say('wall.command.back'), keys: ['Esc', 'Backspace'], run: does.back },
    { id: 'wall.closer', text: () => say('wall.map.closer'), keys: ['+', '='], run: () => does.zoom(1) },
    { id: 'wall.farther', text: () => say('wall.map.farther'), keys: ['-'], run: () => does.zoom(-1) },
    { id: 'wall.down', text: () => say('wall.command.down'), keys: ['D'], run: does.down },
    { id: 'wall.next', text: () => say('wall.command.next'), keys: ['N'], run: () => does.aside(1) },
    { id: 'wall.previous', text: () => say('wall.command.previous'), keys: ['P'], run: () => does.aside(-1) },
    {
      id: 'wall.acknowledge',
      text: () => say('wall.command.acknowledge'),
      keys: ['A'],
      run: does.acknowledge,
    },
  ])
}
