import type { SignalFrame } from '@shuniu/shared/live'

type SignalListener = (frame: SignalFrame) => void

export interface SignalIntake {
  on(name: string, listener: SignalListener): () => void
  take(frame: SignalFrame): void
}

/** Readings by name: the latest one counts, so whoever comes late waits a second for the next. */
export function createSignals(): SignalIntake {
  const listeners = new Map<string, Set<SignalListener>>()
  return {
    on(name, listener) {
      const heard = listeners.get(name) ?? new Set()
      listeners.set(name, heard.add(listener))
      return () => heard.delete(listener)
    },
    take(frame) {
      for (const listener of listeners.get(frame.name) ?? []) listener(frame)
    },
  }
}
