import { nowMs, pause } from '../clock.ts'

/** Starts `act` at an even rate, whatever each takes, and waits for all of them. The first to fail fails the whole. */
export async function paced(
  aSecond: number,
  seconds: number,
  act: (nth: number) => Promise<void>,
): Promise<void> {
  const begunMs = nowMs()
  const acting: Promise<void>[] = []
  for (let nth = 0; nth < aSecond * seconds; nth += 1) {
    const earlyMs = begunMs + (nth * 1_000) / aSecond - nowMs()
    if (earlyMs > 0) await pause(earlyMs)
    acting.push(act(nth))
  }
  await Promise.all(acting)
}
