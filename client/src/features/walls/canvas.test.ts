import { describe, expect, it } from 'vitest'
import { askedCanvas, canvasOf } from './canvas.ts'

const desk = { width: 1_920, height: 1_080 }
const wall = { width: 7_680, height: 2_160 }

describe('the canvas of a wall', () => {
  it('fills the window when no size is asked for', () => {
    expect(canvasOf(desk, undefined, '1:1')).toMatchObject({ ...desk, u: 18, shape: { kind: 'screen' } })
  })

  it('has the dots asked for, whatever the window', () => {
    expect(canvasOf(desk, wall, '1:1')).toMatchObject({
      ...wall,
      u: 36,
      shape: { kind: 'wide', isDense: true },
    })
  })

  it('keeps the arrangement of the wall when the whole of it is shown in a window', () => {
    expect(canvasOf(desk, wall, 'contain')).toMatchObject({
      width: 1_920,
      height: 540,
      u: 9,
      shape: { kind: 'wide', isDense: true },
    })
  })

  it('fills the window with the arrangement of the wall', () => {
    expect(canvasOf(desk, wall, 'fill')).toMatchObject({ ...desk, shape: { kind: 'wide', isDense: true } })
  })
})

it('reads the size from the address, and takes no nonsense', () => {
  expect(askedCanvas({ w: '7680', h: '2160', fit: 'contain' })).toEqual({ size: wall, fit: 'contain' })
  expect(askedCanvas({ w: '7680' })).toEqual({ size: undefined, fit: '1:1' })
  expect(askedCanvas({ w: '-1', h: 'x', fit: 'scale' })).toEqual({ size: undefined, fit: '1:1' })
})
