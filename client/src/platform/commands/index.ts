import type { Permission } from '@shuniu/shared/identity'
import { computed, onScopeDispose, shallowReactive, shallowRef } from 'vue'
import { useSession } from '../auth/index.ts'
import { actsOnPage, takeKeys } from '../keys/index.ts'

/** One thing an operator can do, shown alike by palette, button and key. */
export interface Command {
  readonly id: string
  /** The verb on the button, already in the operator's language. */
  readonly text: () => string
  /** Chords, the first one shown: `F2`, `Ctrl+Enter`, `J`. */
  readonly keys?: readonly string[]
  readonly needs?: Permission
  /** Whether it makes sense just now; without it, always. */
  readonly when?: () => boolean
  readonly run: () => unknown
}

const registered = shallowReactive(new Map<string, Command>())

/** The commands of whatever lies over the page, the topmost last: while one does, nothing beneath can be given. */
const above = shallowReactive<(readonly Command[])[]>([])

const within = (): readonly Command[] => {
  const top = above.at(-1)
  return top ? [...top, ...shell()] : [...registered.values()]
}
const shell = () => [...registered.values()].filter(({ id }) => id.startsWith('shell.'))

/** Whether the palette is open. */
export const isPaletteOpen = shallowRef(false)

export const isOpenCommand = (command: Command): boolean =>
  (command.needs === undefined || useSession().may(command.needs)) && (command.when?.() ?? true)

/** The commands that can be given now. */
export const useOpenCommands = () => computed(() => within().filter(isOpenCommand))

/** Offers commands while the scope lives. */
export function provideCommands(commands: readonly Command[]): void {
  for (const command of commands) registered.set(command.id, command)
  onScopeDispose(() => {
    for (const command of commands) if (registered.get(command.id) === command) registered.delete(command.id)
  })
}

/** Offers these commands alone while the scope lives, and none of those of the page beneath. */
export function provideCommandsAlone(commands: readonly Command[]): void {
  above.push(commands)
  onScopeDispose(() => above.splice(above.indexOf(commands), 1))
}

function obey(chord: string, press: KeyboardEvent): boolean {
  if (!actsOnPage(chord, press)) return false
  const command = [...within()].reverse().find(one => one.keys?.includes(chord) && isOpenCommand(one))
  if (!command) return false
  command.run()
  return true
}

/** Listens to the keyboard for the whole page; called once. */
export const obeyKeys = (): (() => void) => takeKeys({ element: undefined, take: obey })

export { provideFinders, type Finder, type Finding } from './finders.ts'
export { lookHere, lookOnServer } from './looking.ts'
