import { isOpen, type CaseView } from '@shuniu/shared/cases'
import { listDivisions, parentOf } from '@shuniu/shared/grids'
import { positionsSignal } from '@shuniu/shared/patrol'
import { useIntervalFn } from '@vueuse/core'
import { computed, shallowRef, watch } from 'vue'
import { useSession } from '../../platform/auth/index.ts'
import { call } from '../../platform/http/index.ts'
import { useFreshness, useSignal, watchRooms } from '../../platform/live/index.ts'
import { useCases } from '../cases/index.ts'
import { useDivisions, useOutlines } from '../grids/index.ts'
import { usePositions } from '../patrol/index.ts'
import { overviewRoom, overviewSignal, useOverviews } from '../statistics/index.ts'
import { hearFeed, useFeed } from './feed.store.ts'

const minuteMs = 60_000
/** A village's overview is not pushed, it is asked for. */
const villageMs = 10_000

/** What a wall speaks of: the division looked at, its numbers, cases and members, and how fresh they are. */
export function useWall(asked: string | undefined) {
  const session = useSession()
  const cases = useCases()
  const divisions = useDivisions()
  const outlines = useOutlines()
  const overviews = useOverviews()
  const positions = usePositions()
  const feed = useFeed()
  const freshness = useFreshness()
  hearFeed()

  /** The division of the account, where the wall comes home to. */
  const home = (session.session?.scope ?? '').slice(0, 12)
  const area = shallowRef(asked?.startsWith(home) === true ? asked : home)
  const overview = computed(() => overviews.byArea.get(area.value))
  const isStale = computed(() => freshness.state === 'stale')
  const within = (seen: CaseView) => seen.areaCode.startsWith(area.value)

  async function fetchCases(): Promise<void> {
    const known = await cases.fetchAll({ area: home, open: 'true' })
    if (known.ok) cases.keepOnly(known.value, seen => isOpen(seen.status))
  }
  async function loadNames(): Promise<void> {
    if (divisions.byCode.size > 0) return
    const known = await call(listDivisions, { query: {} })
    if (known.ok) divisions.put(known.value.items)
  }
  const fetchNumbers = () => void overviews.fetch(area.value)
  const fetchAll = () => {
    fetchNumbers()
    void fetchCases()
    void positions.fetch(home)
    void feed.fetch(home)
  }

  void outlines.load(home)
  void loadNames()
  watchRooms([overviewRoom(home)], fetchAll)
  watchRooms(() => (area.value === home ? [] : [overviewRoom(area.value)]), fetchNumbers)
  useSignal(overviewSignal, overviews.hear)
  useSignal(positionsSignal, positions.hear)
  watch(isStale, stale => !stale && fetchNumbers())
  watch(area, code => code.length >= 9 && void outlines.loadGrids(code.slice(0, 9)), { immediate: true })

  useIntervalFn(() => void positions.fetch(home), minuteMs)
  useIntervalFn(() => area.value.length === 12 && fetchNumbers(), villageMs)
  /** A wall runs for weeks: cases that are closed and spoken of no more are let go. */
  useIntervalFn(() => {
    fetchNumbers()
    cases.keepOnly(
      feed.entries.map(entry => entry.case.id),
      seen => !isOpen(seen.status),
    )
  }, minuteMs)

  return {
    home,
    area,
    overview,
    isStale,
    freshness,
    refused: computed(() => overviews.refused),
    fetchAll,
    /** Open cases of the division looked at. */
    open: computed(() => cases.open.filter(within)),
    goTo: (code: string) => void (code.startsWith(home) && (area.value = code)),
    /** One division up; false when the wall is at home already. */
    goUp(): boolean {
      const parent = parentOf(area.value)
      if (area.value === home || parent === undefined) return false
      area.value = parent
      return true
    },
    /** From home down to the division looked at. */
    crumbs: computed(() =>
      [6, 9, 12]
        .filter(digits => digits >= home.length && digits <= area.value.length)
        .map(digits => area.value.slice(0, digits))
        .map(code => ({ code, name: divisions.nameOf(code) || overviews.byArea.get(code)?.areaName || '' })),
    ),
  }
}

export type Wall = ReturnType<typeof useWall>
