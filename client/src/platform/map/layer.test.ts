import { describe, expect, it } from 'vitest'
import { changedStates, defineLayer, noFeatures, stacked } from './layer.ts'

const aLayer = (id: string, above?: string) =>
  defineLayer({
    id,
    needs: 'division.read',
    features: () => noFeatures,
    style: () => [],
    ...(above !== undefined && { above }),
  })

describe('the stack of layers', () => {
  it('puts each layer above the one it names, whatever the order they come in', () => {
    const layers = [aLayer('cases', 'names'), aLayer('names', 'ground'), aLayer('ground')]

    expect(stacked(layers).map(layer => layer.id)).toEqual(['ground', 'names', 'cases'])
  })

  it('keeps what rests on a layer together with it, below what is named later', () => {
    const layers = [
      aLayer('ground'),
      aLayer('townships', 'ground'),
      aLayer('edge', 'townships'),
      aLayer('red', 'ground'),
    ]

    expect(stacked(layers).map(layer => layer.id)).toEqual(['ground', 'townships', 'edge', 'red'])
  })

  it('refuses a layer that lies above one that is not there', () => {
    expect(() => stacked([aLayer('cases', 'names')])).toThrow('names')
  })
})

describe('a layer that draws what another one shows', () => {
  const edge = defineLayer({
    id: 'edge',
    needs: 'division.read',
    above: 'land',
    shares: 'land',
    style: () => [],
  })

  it('lies in its own place of the stack', () => {
    expect(stacked([edge, aLayer('land')]).map(layer => layer.id)).toEqual(['land', 'edge'])
  })

  it('is refused where that is not there', () => {
    expect(() => stacked([{ ...edge, shares: 'water' }, aLayer('land')])).toThrow('edge')
  })
})

describe('states of features', () => {
  it('sets only what differs and takes away what is gone', () => {
    const before = new Map([
      ['341222100', { step: 1 }],
      ['341222101', { step: 2 }],
      ['341222102', { step: 3 }],
    ])
    const after = new Map([
      ['341222100', { step: 1 }],
      ['341222101', { step: 4 }],
    ])

    expect(changedStates(before, after)).toEqual({ set: [['341222101', { step: 4 }]], gone: ['341222102'] })
  })
})
