import { useEventListener } from '@vueuse/core'
import { computed, shallowRef, type ComputedRef } from 'vue'
import { labelPx, shapeOf, type WallShape } from './plan.ts'

/** How a canvas of fixed size meets the window: real dots, the whole wall in view, or the whole window filled. */
export type Fit = '1:1' | 'contain' | 'fill'

export interface WallCanvas {
  readonly width: number
  readonly height: number
  /** Height of a label in CSS pixels. */
  readonly u: number
  readonly shape: WallShape
}

interface Size {
  readonly width: number
  readonly height: number
}

/**
 * The canvas of a wall. With a size asked for, its arrangement is that of the size, and its pixels follow from
 * `fit`; nothing is ever scaled by a transform, which would shift every click on map and charts.
 */
export function canvasOf(window: Size, asked: Size | undefined, fit: Fit): WallCanvas {
  const design = asked ?? window
  const scale = Math.min(window.width / design.width, window.height / design.height)
  const fitted: Readonly<Record<Fit, Size>> = {
    '1:1': design,
    contain: { width: Math.floor(design.width * scale), height: Math.floor(design.height * scale) },
    fill: window,
  }
  const size = asked ? fitted[fit] : window
  return { ...size, u: labelPx(size.height), shape: shapeOf(design.width, design.height) }
}

const sizeIn = (text: unknown): number | undefined => {
  const size = typeof text === 'string' ? Number(text) : NaN
  return Number.isInteger(size) && size >= 640 && size <= 16_384 ? size : undefined
}

/** The size and fit an address asks for by `?w=7680&h=2160&fit=contain`. */
export function askedCanvas(query: Readonly<Record<string, unknown>>): { size: Size | undefined; fit: Fit } {
  const [width, height] = [sizeIn(query['w']), sizeIn(query['h'])]
  const fit = query['fit'] === 'contain' || query['fit'] === 'fill' ? query['fit'] : '1:1'
  return { size: width !== undefined && height !== undefined ? { width, height } : undefined, fit }
}

/** The canvas of this page, following the window. */
export function useCanvas(query: () => Readonly<Record<string, unknown>>): ComputedRef<WallCanvas> {
  const read = () => ({ width: window.innerWidth, height: window.innerHeight })
  const size = shallowRef(read())
  useEventListener(window, 'resize', () => (size.value = read()))
  return computed(() => {
    const asked = askedCanvas(query())
    return canvasOf(size.value, asked.size, asked.fit)
  })
}
