import { isOpen } from '@shuniu/shared/cases'
import { seeOverview } from '@shuniu/shared/statistics'
import { positionsSignal } from '@shuniu/shared/patrol'
import { useIntervalFn } from '@vueuse/core'
import { computed, onScopeDispose, watch, type Ref } from 'vue'
import { useSession } from '../../platform/auth/index.ts'
import { call } from '../../platform/http/index.ts'
import { createReading } from '../../platform/http/reading.ts'
import { mapState, underLink, valueOf, type ReadState } from '../../platform/http/readState.ts'
import { live, useFreshness, useSignal, useSilentSince, watchRooms } from '../../platform/live/index.ts'
import { useCases, useCatalogueFeed } from '../cases/index.ts'
import { useDivisions, useGridBorders, useOutlines } from '../grids/index.ts'
import { usePositions } from '../patrol/index.ts'
import { overviewRoom, overviewSignal, useOverviews } from '../statistics/index.ts'
import { useFeed } from './feed.store.ts'
import { useLooking } from './useLooking.ts'

const minuteMs = 60_000
/** A village's overview is not pushed, it is asked for. */
const villageMs = 10_000

/** What a wall speaks of: the division looked at, its numbers, cases and members, and how fresh they are. */
export function useWall(asked: string | undefined) {
  const session = useSession()
  const cases = useCases()
  const positions = usePositions()
  const freshness = useFreshness()
  const silentSince = useSilentSince()
  /** The division of the account, where the wall comes home to. */
  const home = (session.session?.scope ?? '').slice(0, 12)
  const looking = useLooking(home, asked)
  const { area } = looking
  const read = keepCurrent({ home, area })
  const fresh = <T>(state: ReadState<T>) => underLink(state, silentSince.value)
  /** Positions come each second; what shows how many there are is drawn anew when that has changed. */
  const about = computed(() => positions.countIn(area.value))
  /** Open cases of the account's division; a sensitive one is told on no wall. Source: domain.md §5.3. */
  const told = computed(() => cases.open.filter(seen => !seen.sensitive))

  return {
    ...looking,
    home,
    freshness,
    /** The numbers of the division looked at. */
    numbers: computed(() => fresh(read.numbers.state.value)),
    overview: computed(() => valueOf(read.numbers.state.value)),
    /** The open cases behind marks and lists. */
    cases: computed(() => fresh(read.cases.state.value)),
    feed: computed(() => fresh(read.feed.state.value)),
    /** How many members are about in the division looked at. */
    members: computed(() => mapState(fresh(read.members.state.value), () => about.value)),
    /** The borders of the map. */
    borders: computed(() => read.borders.state.value),
    /** Those of the grids in the township looked at. */
    grids: computed(() => read.grids.state.value),
    retry: read.fetchAll,
    told,
    /** Open cases of the division looked at. */
    open: computed(() => told.value.filter(seen => seen.areaCode.startsWith(area.value))),
  }
}

export type Wall = ReturnType<typeof useWall>

interface WallArea {
  readonly home: string
  readonly area: Ref<string>
}

/** The questions a wall asks, each with how its answer stands. */
function readings({ home, area }: WallArea) {
  const outlines = useOutlines()
  return {
    numbers: createReading(() => call(seeOverview, { query: { area: area.value } })),
    cases: createReading(() => useCases().fetchOpen({ area: home, sensitive: 'false' })),
    members: createReading(() => usePositions().fetch(home)),
    feed: createReading(() => useFeed().fetch(home)),
    borders: createReading(() => outlines.load(home)),
    grids: useGridBorders(() => (area.value.length >= 9 ? area.value.slice(0, 9) : undefined)),
  }
}

/** Hears, fetches and forgets what a wall shows, while its scope lives. */
function keepCurrent({ home, area }: WallArea) {
  const outlines = useOutlines()
  const overviews = useOverviews()
  const freshness = useFreshness()
  const read = readings({ home, area })
  const fetchTold = () => {
    void read.numbers.read()
    // What is open vouches for lines of the feed.
    void read.cases.read().then(read.feed.read)
    if (outlines.villages.length === 0 && !read.borders.isReading.value) void read.borders.read()
    if (read.grids.state.value.kind !== 'unread') void read.grids.read()
  }
  const fetchAll = () => {
    void read.members.read()
    fetchTold()
  }
  /** What is pushed is as good as an answer; of another division nothing is shown under this one's name. */
  watch(
    () => overviews.byArea.get(area.value),
    seen => seen && read.numbers.take(seen),
  )
  watch(area, code => {
    read.numbers.forget()
    const pushed = code === home ? overviews.byArea.get(home) : undefined
    if (pushed) read.numbers.take(pushed)
    else void read.numbers.read()
  })

  // What nobody tells of, and members, of whom each tells anew within seconds, need not wait for the line.
  void read.borders.read()
  void read.members.read()
  void useDivisions().load()
  useCatalogueFeed()
  watchRooms([overviewRoom(home)], () => {
    fetchTold()
    // A refusal of theirs has no button of its own.
    if (read.members.refusal.value) void read.members.read()
  })
  onScopeDispose(live.onBack(() => void fetchAll()))
  watchRooms(
    () => (area.value === home ? [] : [overviewRoom(area.value)]),
    () => area.value !== home && void read.numbers.read(),
  )
  useSignal(overviewSignal, overviews.hear)
  useSignal(positionsSignal, usePositions().hear)
  watch(
    () => freshness.state === 'stale',
    isStale => !isStale && void read.numbers.read(),
  )

  useIntervalFn(() => void read.members.read(), minuteMs)
  useIntervalFn(() => area.value.length === 12 && void read.numbers.read(), villageMs)
  useIntervalFn(() => {
    void read.numbers.read()
    forgetFinished()
  }, minuteMs)
  return { ...read, fetchAll }
}

/** A wall runs for weeks: cases that are closed and spoken of no more are let go. */
function forgetFinished(): void {
  useCases().letGo(
    useFeed().entries.map(entry => entry.case.id),
    seen => !isOpen(seen.status),
  )
}
