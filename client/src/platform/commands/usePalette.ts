import { computed, effectScope, shallowRef, watch, type EffectScope } from 'vue'
import { valueOf, type ReadState } from '../http/readState.ts'
import { say } from '../i18n/index.ts'
import { useActiveOption } from '../keys/index.ts'
import { answersTo } from '../pinyin/index.ts'
import { openFinders, type Finder, type Finding, type Looking } from './finders.ts'
import { useOpenCommands } from './index.ts'

/** A row of the palette; a command has the key by which it is given too. */
export interface PaletteRow extends Finding {
  readonly chord?: string | undefined
}

export interface PaletteGroup {
  readonly id: string
  readonly title: string
  readonly of: ReadState<readonly PaletteRow[]>
  readonly rows: readonly PaletteRow[]
  /** What says that there is none; only where there is none. */
  readonly none: string | undefined
  readonly again: () => unknown
}

/** What is looked for while the palette is open, and in which of its rows the arrows are. */
export function usePalette() {
  const typed = shallowRef('')
  const words = computed(() => typed.value.trim())
  const commands = useOpenCommands()
  const lookings = shallowRef<readonly { readonly finder: Finder; readonly looking: Looking }[]>([])
  let scope: EffectScope | undefined

  const given = computed((): readonly PaletteRow[] =>
    commands.value
      .filter(command => answersTo(command.text(), typed.value))
      .map(({ id, text, keys, run }) => ({ id, text: text(), chord: keys?.[0], open: run })),
  )
  const groups = computed((): readonly PaletteGroup[] => [
    ...(given.value.length === 0 ? [] : [groupOf('commands', say('palette.commands'), given.value)]),
    ...(words.value === '' ? [] : lookings.value.flatMap(foundGroup)),
  ])
  const rows = computed(() => groups.value.flatMap(group => group.rows))
  const isLooking = computed(() =>
    lookings.value.some(({ looking }) => looking.state.value.kind === 'reading'),
  )
  const active = useActiveOption(() => rows.value)

  /** Enter was pressed before there was anything to open: the first of what is found is opened. */
  const isAhead = shallowRef(false)
  let isMoved = false
  function step(by: 1 | -1): void {
    isMoved = true
    active.step(by)
  }
  // Whichever answer comes first: until somebody goes on, the first row is the chosen one.
  watch(rows, () => isMoved || active.first())
  function begin(): void {
    end()
    typed.value = ''
    isMoved = false
    scope = effectScope(true)
    lookings.value =
      scope.run(() => openFinders().map(finder => ({ finder, looking: finder.look(words) }))) ?? []
    active.first()
  }
  function end(): void {
    scope?.stop()
    lookings.value = []
    isAhead.value = false
  }
  watch(words, () => {
    isAhead.value = false
    isMoved = false
    active.first()
  })

  return { typed, groups, rows, isLooking, at: active.at, current: active.active, step, isAhead, begin, end }
}

const groupOf = (id: string, title: string, rows: readonly PaletteRow[]): PaletteGroup => ({
  id,
  title,
  of: { kind: 'there', value: rows, atMs: 0 },
  rows,
  none: undefined,
  again: () => undefined,
})

function foundGroup({ finder, looking }: { finder: Finder; looking: Looking }): PaletteGroup[] {
  const of = looking.state.value
  const rows = valueOf(of) ?? []
  const isNone = rows.length === 0
  // What need not be said when there is none is not announced either.
  if (isNone && !finder.none && of.kind !== 'refused') return []
  const none = isNone ? finder.none?.() : undefined
  const again = () => looking.again?.()
  return [{ id: finder.id, title: finder.title(), of, rows, none, again }]
}
