import { awaitsCall, isOpen, type CaseView } from '@shuniu/shared/cases'
import type { Actor } from '@shuniu/shared/identity'
import { useIntervalFn } from '@vueuse/core'
import { onScopeDispose } from 'vue'
import { createReading } from '../../platform/http/reading.ts'
import { watchRooms } from '../../platform/live/index.ts'
import { caseRooms, useCatalogueFeed, useCases, useOpenedCase } from '../cases/index.ts'
import { useUnits } from '../centres/index.ts'
import { useDivisions, useOutlines } from '../grids/index.ts'

const minuteMs = 60_000

/** Keeps the open cases of this account whole: watched first, then fetched, and anew whenever a gap cannot be replayed. */
export function useOpenCases(actor: Actor, fetched: () => void) {
  const cases = useCases()
  const opened = useOpenedCase()
  const { state, read: fetch } = createReading(async () => {
    const known = await cases.fetchOpen({})
    if (!known.ok) return known
    fetched()
    return cases.fetchCallBacks()
  })
  cases.forget()
  watchRooms(caseRooms(actor), () => void fetch())
  /** A desk stays open for shifts on end: closed cases that nobody looks at are let go. */
  useIntervalFn(() => {
    const isOver = (seen: CaseView) => !isOpen(seen.status) && !awaitsCall(seen)
    cases.letGo(opened.id === undefined ? [] : [opened.id], isOver)
    /** Its sentences tell how much time is left. */
    if (!document.hidden) void opened.fetch()
  }, minuteMs)
  onScopeDispose(cases.forget)
  return { state, fetch }
}

/** What every desk names and draws by. */
export function loadGround({ scope }: Actor) {
  const outlines = useOutlines()
  const borders = createReading(() => outlines.load(scope))
  void useUnits().load()
  void useDivisions().load()
  useCatalogueFeed()
  void borders.read()
  return borders
}
