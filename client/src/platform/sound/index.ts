import { onScopeDispose, shallowRef } from 'vue'
import { tonesOf, type SoundName } from './tones.ts'

export type { SoundName } from './tones.ts'

/** `ready`: it is heard · `blocked`: the browser waits for a touch of the page first · `none`: it makes no sound at all. */
export type Sound = 'ready' | 'blocked' | 'none'

/**
 * Sound of this page, made in code: nothing is fetched. Browsers keep a page silent until it has been touched, which is
 * told by `state` and mended by the first touch anywhere.
 */
export function useSound() {
  const state = shallowRef<Sound>(typeof AudioContext === 'undefined' ? 'none' : 'blocked')
  const context = state.value === 'none' ? undefined : new AudioContext()
  const ending = new AbortController()
  const look = () => {
    if (context) state.value = context.state === 'running' ? 'ready' : 'blocked'
  }
  const wake = () => void context?.resume().then(look)
  look()
  context?.addEventListener('statechange', look, { signal: ending.signal })
  // eslint-disable-next-line no-restricted-syntax -- any touch whatever lets a page sound; no key is obeyed here
  for (const touch of ['pointerdown', 'keydown'] as const) {
    window.addEventListener(touch, wake, { signal: ending.signal, passive: true })
  }
  onScopeDispose(() => {
    ending.abort()
    void context?.close()
  })

  /** Plays the tones of a sound once, as loud as said, 1 being full; a phone shakes with them where it can. */
  function ring(name: SoundName, loudness = 1): void {
    const tones = tonesOf(name)
    const full = 0.3 * loudness
    // Before anybody has touched the page a browser lets it shake no phone, and notes each try as an error.
    const isTouched = !('userActivation' in navigator) || navigator.userActivation.hasBeenActive
    if ('vibrate' in navigator && isTouched) {
      navigator.vibrate(tones.flatMap(({ lastsS, restS }) => [lastsS * 1_000, restS * 1_000]))
    }
    if (!context || state.value !== 'ready') return
    for (const { fromS, hz, lastsS } of tones) {
      const [tone, volume] = [context.createOscillator(), context.createGain()]
      const at = context.currentTime + fromS
      tone.frequency.value = hz
      volume.gain.setValueAtTime(0, at)
      volume.gain.linearRampToValueAtTime(full, at + 0.02)
      volume.gain.setValueAtTime(full, at + lastsS - 0.04)
      volume.gain.linearRampToValueAtTime(0, at + lastsS)
      tone.connect(volume).connect(context.destination)
      tone.start(at)
      tone.stop(at + lastsS)
    }
  }
  return { state, ring, wake }
}
