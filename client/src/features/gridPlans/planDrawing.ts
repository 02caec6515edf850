import {
  addCorner,
  describeGrid,
  drawGrid,
  historyOf,
  isSameCorner,
  mendFault,
  mergeGrids,
  moveCorner,
  nameHeir,
  redo,
  removeCorner,
  snap,
  splitGrid,
  undo,
  withEdit,
  type EditFault,
  type EditOutcome,
  type GridCorner,
  type GridPartition,
  type PartitionFault,
  type PlannedGrid,
} from '@shuniu/shared/gridPlans'
import { computed, shallowRef } from 'vue'

export const planTools = ['pick', 'split', 'merge', 'draw'] as const
export type PlanTool = (typeof planTools)[number]

/** What is drawn, what is chosen, and the edits that may be undone. */
function drawingState() {
  const history = shallowRef(historyOf<GridPartition | undefined>(undefined))
  const state = {
    history,
    partition: computed(() => history.value.present),
    /** A corner on its way: what it would be if it were let go here. */
    preview: shallowRef<GridPartition>(),
    tool: shallowRef<PlanTool>('pick'),
    chosen: shallowRef<string>(),
    corner: shallowRef<GridCorner>(),
    line: shallowRef<readonly GridCorner[]>([]),
    fault: shallowRef<EditFault>(),
  }
  return {
    ...state,
    take(outcome: EditOutcome): boolean {
      state.fault.value = outcome.ok ? undefined : outcome.fault
      if (outcome.ok) history.value = withEdit(history.value, outcome.partition)
      return outcome.ok
    },
    /** Gives up what is under way. */
    rest(): void {
      state.line.value = []
      state.corner.value = undefined
      state.preview.value = undefined
      state.fault.value = undefined
    },
  }
}
type DrawingState = ReturnType<typeof drawingState>

/** Lines that split a grid, or go round a new one. */
function lineTools(state: DrawingState, former: () => readonly string[]) {
  const { partition, tool, chosen, line, take, rest } = state
  /** Of several grids that the line may go through the chosen one is meant, else the first that it cuts. */
  function splitBy(present: GridPartition, cut: readonly GridCorner[]): EditOutcome {
    const codes = present.grids.map(({ code }) => code)
    const first = codes.filter(code => code === chosen.value)
    const outcomes = [...first, ...codes].map(code =>
      splitGrid(present, { code, line: cut, former: former() }),
    )
    return outcomes.find(({ ok }) => ok) ?? outcomes[0] ?? { ok: false, fault: 'noCut' }
  }
  return {
    /** Adds a point to the line, pulled to what is near. */
    point(at: GridCorner, withinM: number): void {
      if (!partition.value) return
      const { corner: pulled } = snap(partition.value, at, { withinM })
      const last = line.value.at(-1)
      if (!last || !isSameCorner(last, pulled)) line.value = [...line.value, pulled]
    },
    finish(): boolean {
      const drawn = line.value
      const present = partition.value
      if (!present || drawn.length < 2) return false
      const isDone = take(
        tool.value === 'draw'
          ? drawGrid(present, { ring: drawn, specialKind: null, former: former() })
          : splitBy(present, drawn),
      )
      if (!isDone) return false
      chosen.value = partition.value.grids.at(-1)?.code
      rest()
      tool.value = 'pick'
      return true
    },
  }
}

/** Corners under the hand or the arrows. */
function cornerTools({ partition, preview, corner, fault, take }: DrawingState) {
  return {
    /** A corner under the hand; let go, it stays where it was pulled to. */
    drag(
      from: GridCorner,
      to: GridCorner,
      { withinM, isLetGo }: { withinM: number; isLetGo: boolean },
    ): void {
      if (!partition.value) return
      const target = snap(partition.value, to, { withinM, but: from }).corner
      const outcome = moveCorner(partition.value, from, target)
      if (!isLetGo) {
        preview.value = outcome.ok ? outcome.partition : preview.value
        fault.value = outcome.ok ? undefined : outcome.fault
        return
      }
      preview.value = undefined
      if (!isSameCorner(from, target) && take(outcome)) corner.value = target
    },
    /** Moves the chosen corner by micro-degrees. */
    nudge(east: number, north: number): boolean {
      const from = corner.value
      if (!from || !partition.value) return false
      const to: GridCorner = [from[0] + east, from[1] + north]
      if (take(moveCorner(partition.value, from, to))) corner.value = to
      return true
    },
    addCorner(edge: readonly [GridCorner, GridCorner], near: GridCorner): void {
      if (partition.value) take(addCorner(partition.value, edge, near))
    },
    removeCorner(): boolean {
      if (!corner.value || !partition.value) return false
      if (take(removeCorner(partition.value, corner.value))) corner.value = undefined
      return true
    },
  }
}

/** What is said of grids, and whole grids joined. */
function gridTools({ partition, tool, chosen, corner, take }: DrawingState) {
  return {
    /** Chooses a grid; where grids are merged, the next one chosen joins it. */
    choose(code: string): void {
      const into = chosen.value
      corner.value = undefined
      if (tool.value !== 'merge' || into === undefined || into === code || !partition.value) {
        chosen.value = code
        return
      }
      take(mergeGrids(partition.value, into, code))
    },
    mend: (gap: PartitionFault): void => void (partition.value && take(mendFault(partition.value, gap))),
    describe(code: string, words: Partial<Omit<PlannedGrid, 'code' | 'ring'>>): void {
      if (partition.value) take({ ok: true, partition: describeGrid(partition.value, code, words) })
    },
    nameHeir(code: string, heirCode: string): void {
      if (partition.value) take({ ok: true, partition: nameHeir(partition.value, code, heirCode) })
    },
  }
}

/** What a hand does to the grids of one village: tools, what is chosen, every edit to be undone. Knows neither map nor server. */
export function createPlanDrawing(former: () => readonly string[]) {
  const state = drawingState()
  const { history, partition, preview, tool, chosen, corner, line, fault, take, rest } = state
  function step(next: typeof history.value): void {
    rest()
    history.value = next
  }
  return {
    ...lineTools(state, former),
    ...cornerTools(state),
    ...gridTools(state),
    partition,
    shown: computed(() => preview.value ?? partition.value),
    tool,
    chosen,
    corner,
    line,
    fault,
    hasUndo: computed(() => history.value.past.length > 0),
    hasRedo: computed(() => history.value.undone.length > 0),
    /** Begins from what the server has. */
    open: (first: GridPartition): void => step(historyOf<GridPartition | undefined>(first)),
    /** Goes on from another partition, as one edit more. */
    replace: (next: GridPartition): void => void take({ ok: true, partition: next }),
    use(next: PlanTool): void {
      rest()
      tool.value = next
    },
    undo: (): void => step(undo(history.value)),
    redo: (): void => step(redo(history.value)),
    /** Esc: first what is under way, then the tool, then what is chosen. */
    giveUp(): boolean {
      if (line.value.length > 0 || corner.value) rest()
      else if (tool.value !== 'pick') tool.value = 'pick'
      else if (chosen.value !== undefined) chosen.value = undefined
      else return false
      fault.value = undefined
      return true
    },
  }
}

export type PlanDrawing = ReturnType<typeof createPlanDrawing>
