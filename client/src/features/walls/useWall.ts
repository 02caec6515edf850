import { isOpen } from '@shuniu/shared/cases'
import { listDivisions } from '@shuniu/shared/grids'
import { positionsSignal } from '@shuniu/shared/patrol'
import { useIntervalFn } from '@vueuse/core'
import { computed, watch, type ComputedRef, type Ref } from 'vue'
import { useSession } from '../../platform/auth/index.ts'
import { call } from '../../platform/http/index.ts'
import { useFreshness, useSignal, watchRooms } from '../../platform/live/index.ts'
import { useCases } from '../cases/index.ts'
import { useDivisions, useOutlines } from '../grids/index.ts'
import { usePositions } from '../patrol/index.ts'
import { overviewRoom, overviewSignal, useOverviews } from '../statistics/index.ts'
import { hearFeed, useFeed } from './feed.store.ts'
import { useLooking } from './useLooking.ts'

const minuteMs = 60_000
/** A village's overview is not pushed, it is asked for. */
const villageMs = 10_000

/** What a wall speaks of: the division looked at, its numbers, cases and members, and how fresh they are. */
export function useWall(asked: string | undefined) {
  const session = useSession()
  const cases = useCases()
  const overviews = useOverviews()
  const freshness = useFreshness()
  /** The division of the account, where the wall comes home to. */
  const home = (session.session?.scope ?? '').slice(0, 12)
  const looking = useLooking(home, asked)
  const { area } = looking
  const isStale = computed(() => freshness.state === 'stale')
  const fetchAll = keepCurrent({ home, area, isStale })
  /** Open cases of the account's division; a sensitive one is told on no wall. Source: domain.md §5.3. */
  const told = computed(() => cases.open.filter(seen => !seen.sensitive))

  return {
    ...looking,
    home,
    isStale,
    freshness,
    fetchAll,
    overview: computed(() => overviews.byArea.get(area.value)),
    refused: computed(() => overviews.refused),
    told,
    /** Open cases of the division looked at. */
    open: computed(() => told.value.filter(seen => seen.areaCode.startsWith(area.value))),
  }
}

export type Wall = ReturnType<typeof useWall>

interface Kept {
  readonly home: string
  readonly area: Ref<string>
  readonly isStale: ComputedRef<boolean>
}

/** Hears, fetches and forgets what a wall shows, while its scope lives. */
function keepCurrent({ home, area, isStale }: Kept): () => void {
  const outlines = useOutlines()
  const overviews = useOverviews()
  const positions = usePositions()
  const feed = useFeed()
  hearFeed()
  const fetchNumbers = () => void overviews.fetch(area.value)
  const fetchAll = () => {
    fetchNumbers()
    void fetchCases(home)
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
  useIntervalFn(() => {
    fetchNumbers()
    forgetFinished()
  }, minuteMs)
  return fetchAll
}

async function fetchCases(home: string): Promise<void> {
  await useCases().fetchOpen({ area: home, sensitive: 'false' })
}

async function loadNames(): Promise<void> {
  const divisions = useDivisions()
  if (divisions.byCode.size > 0) return
  const known = await call(listDivisions, { query: {} })
  if (known.ok) divisions.put(known.value.items)
}

/** A wall runs for weeks: cases that are closed and spoken of no more are let go. */
function forgetFinished(): void {
  useCases().keepOnly(
    useFeed().entries.map(entry => entry.case.id),
    seen => !isOpen(seen.status),
  )
}
