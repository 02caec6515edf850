import { useFullscreen } from '@vueuse/core'
import type { Command } from '../../platform/commands/index.ts'
import { say } from '../../platform/i18n/index.ts'

/** What a wall does that needs none of its parts. */
export const wallCommands = (): readonly Command[] => [
  {
    id: 'wall.fullscreen',
    text: () => say('walls.command.fullscreen'),
    keys: ['F'],
    run: useFullscreen().toggle,
  },
]
