import { useIntervalFn } from '@vueuse/core'
import { computed, onScopeDispose, provide, inject, watch, type InjectionKey, type Ref } from 'vue'
import { useRoute } from 'vue-router'
import { caseRooms, useCatalogueFeed } from '../../features/cases/index.ts'
import { useUnits } from '../../features/centres/index.ts'
import { useDivisions } from '../../features/grids/index.ts'
import { useNotificationFeed, useNotifications } from '../../features/notifications/index.ts'
import { useOwnPatrol, useSharing } from '../../features/patrol/index.ts'
import { ownPlace, useOutbox, useOwnReports, useVillageGrids } from '../../features/reports/index.ts'
import { useTasks } from '../../features/tasks/index.ts'
import { useSession } from '../../platform/auth/index.ts'
import { useFreshness, watchRooms } from '../../platform/live/index.ts'

/** Between two attempts at what waits, in milliseconds; a returning network is noticed at once. */
const retryMs = 10_000

/** The member's place is told while they patrol or have a grave task in hand; their tap on the end takes hold at once. */
function usePatrolling(accountId: string, mayShare: boolean, hasGrave: Readonly<Ref<boolean>>) {
  const patrol = useOwnPatrol()
  const isOnPatrol = computed(() => mayShare && Boolean(patrol.patrol))
  const sharing = useSharing({
    accountId,
    isOn: () => isOnPatrol.value || hasGrave.value,
    ended: () => void patrol.load(),
  })
  /** What was read before the tap belongs to the patrol; then it is over for the server too, whatever became of them. */
  async function settlePatrol() {
    if (!patrol.ending) return
    await sharing.sendAll()
    await patrol.settle()
  }
  function endPatrol() {
    patrol.end()
    void settlePatrol()
  }
  return { sharing, settlePatrol, endPatrol }
}

/** The case that the address names, if it names one. */
function useCaseInAddress(): () => string | undefined {
  const route = useRoute()
  return () => {
    const { id } = route.params
    return route.path.startsWith('/m/case/') && typeof id === 'string' ? id : undefined
  }
}

/** What every tab of the phone stands on: own cases live, the outbox being emptied, the place shared while it should be. */
function openPhone() {
  const session = useSession()
  const actor = session.actor
  const scope = session.session?.scope ?? ''
  const outbox = useOutbox()
  const own = useOwnReports()
  const tasks = useTasks()
  const patrol = useOwnPatrol()
  const freshness = useFreshness()
  const mayShare = session.may('position.send')
  const hasGrave = computed(() => mayShare && tasks.hasGrave.value)

  const fetchOwn = () => own.fetch(actor?.accountId ?? '')
  const fetchAll = () => {
    void fetchOwn()
    void tasks.fetch()
    if (mayShare) void patrol.load()
  }
  void useDivisions().load()
  useCatalogueFeed()
  void useUnits().load()
  if (scope.length >= 12) void useVillageGrids().load(scope.slice(0, 12))
  if (actor) {
    patrol.open(actor.accountId)
    void outbox.open(actor.accountId, ownPlace(scope)).then(outbox.flush)
    watchRooms(caseRooms(actor), fetchAll)
    useNotificationFeed(actor, useCaseInAddress())
  }
  const notifications = useNotifications()
  /** The question of a tab again, and with it that of the badge that was refused: a badge has no button of its own. */
  const askAgain = (ofTab: () => unknown) => {
    void ofTab()
    if (notifications.state.kind === 'refused') void notifications.fetch()
  }
  const { sharing, settlePatrol, endPatrol } = usePatrolling(actor?.accountId ?? '', mayShare, hasGrave)

  const flush = () => {
    void outbox.flush()
    void settlePatrol()
  }
  window.addEventListener('online', flush)
  onScopeDispose(() => window.removeEventListener('online', flush))
  useIntervalFn(flush, retryMs)
  watch(
    () => freshness.state,
    state => state === 'live' && flush(),
  )
  return { scope, mayShare, hasGrave, tasks, sharing, freshness, fetchOwn, askAgain, endPatrol }
}

export type Phone = ReturnType<typeof openPhone>

const phoneKey: InjectionKey<Phone> = Symbol('phone')

export function providePhone(): Phone {
  const phone = openPhone()
  provide(phoneKey, phone)
  return phone
}

/** What the page around this tab opened. */
export function usePhone(): Phone {
  const phone = inject(phoneKey)
  if (!phone) throw new Error('a tab of the phone stands outside its page')
  return phone
}
