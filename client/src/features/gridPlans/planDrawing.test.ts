import { isSound, type GridCorner } from '@shuniu/shared/gridPlans'
import { aLeaningVillage, placeOfVillage, villageOfPlans } from '@shuniu/shared/gridPlans/testing'
import { describe, expect, it } from 'vitest'
import { createPlanDrawing } from './planDrawing.ts'

const [first, second, third] = [1, 2, 3].map(n => `${villageOfPlans}00${n}`)
const bend = placeOfVillage(0.6, 0.5)

function opened() {
  const drawing = createPlanDrawing(() => [])
  drawing.open(aLeaningVillage())
  return drawing
}
const codes = ({ partition }: ReturnType<typeof opened>) => partition.value?.grids.map(({ code }) => code)
const across: readonly GridCorner[] = [placeOfVillage(-0.1, 0.5), placeOfVillage(0.9, 0.5)]

/** With a grid chosen, split from west to east. */
function split() {
  const drawing = opened()
  drawing.choose(first ?? '')
  drawing.use('split')
  for (const at of across) drawing.point(at, 5)
  drawing.finish()
  return drawing
}

describe('drawing the grids of a village', () => {
  it('splits the chosen grid by a line, chooses the new one and takes up no other tool', () => {
    const drawing = split()

    expect(codes(drawing)).toEqual([first, second, third])
    expect([drawing.chosen.value, drawing.tool.value, drawing.line.value]).toEqual([third, 'pick', []])
  })

  it('splits whichever grid the line goes through when none is chosen', () => {
    const drawing = opened()
    drawing.use('split')
    for (const at of [placeOfVillage(0.55, 0.8), placeOfVillage(1.1, 0.8)]) drawing.point(at, 5)

    expect(drawing.finish()).toBe(false)
    expect(drawing.fault.value).toBe('noCut')
    drawing.use('split')
    for (const at of [placeOfVillage(0.4, 0.8), placeOfVillage(1.1, 0.8)]) drawing.point(at, 5)
    expect(drawing.finish()).toBe(true)
    expect(codes(drawing)).toHaveLength(3)
  })

  it('undoes and does again, and forgets what was undone at the next edit', () => {
    const drawing = split()
    drawing.undo()
    expect([codes(drawing)?.length, drawing.hasUndo.value, drawing.hasRedo.value]).toEqual([2, false, true])
    drawing.redo()
    expect(codes(drawing)).toHaveLength(3)
    drawing.undo()
    drawing.describe(first ?? '', { name: '东庄' })

    expect(drawing.hasRedo.value).toBe(false)
  })

  it('merges the next grid that is chosen, into the one chosen before', () => {
    const drawing = opened()
    drawing.use('merge')
    drawing.choose(second ?? '')
    drawing.choose(first ?? '')

    expect(codes(drawing)).toEqual([second])
    expect(drawing.partition.value?.ceased).toMatchObject([{ code: first, heirCode: second }])
  })

  it('shows a corner on its way, and keeps it only when it is let go', () => {
    const drawing = opened()
    const to = placeOfVillage(0.7, 0.45)
    drawing.drag(bend, to, { withinM: 5, isLetGo: false })
    const shown = drawing.shown.value?.grids[0]?.ring
    expect(shown).toContainEqual(to)
    expect(drawing.partition.value?.grids[0]?.ring).toContainEqual(bend)

    drawing.drag(bend, to, { withinM: 5, isLetGo: true })
    expect(drawing.partition.value && isSound(drawing.partition.value)).toBe(true)
    expect(drawing.corner.value).toEqual(to)
  })

  it('moves a corner by the arrows, takes it out by Del, and does neither where none is chosen', () => {
    const drawing = opened()
    expect([drawing.nudge(10, 0), drawing.removeCorner()]).toEqual([false, false])
    drawing.corner.value = bend
    drawing.nudge(10, 0)
    expect(drawing.corner.value).toEqual([bend[0] + 10, bend[1]])
    drawing.removeCorner()

    expect(drawing.partition.value?.grids[0]?.ring).toHaveLength(4)
  })

  it('tells why an edit was none, and changes nothing', () => {
    const drawing = opened()
    const before = drawing.partition.value
    drawing.drag(bend, placeOfVillage(1.5, 0.5), { withinM: 5, isLetGo: true })

    expect(drawing.fault.value).toBe('crosses')
    expect(drawing.partition.value).toBe(before)
  })

  it('gives up by Esc what is under way, then the tool, then what is chosen', () => {
    const drawing = opened()
    drawing.choose(first ?? '')
    drawing.use('draw')
    drawing.point(placeOfVillage(0.2, 0.2), 5)

    expect([1, 2, 3, 4].map(() => drawing.giveUp())).toEqual([true, true, true, false])
    expect([drawing.line.value, drawing.tool.value, drawing.chosen.value]).toEqual([[], 'pick', undefined])
  })
})
