/** How grave what sounds is. */
export type Gravity = 'red' | 'orange' | 'yellow' | 'blue'

export interface Tone {
  readonly hz: number
  readonly fromS: number
  readonly lastsS: number
  readonly restS: number
}

/** One family of rising pairs: the graver, the more pairs and the faster. */
const patterns: Readonly<Record<Gravity, { readonly pairs: number; readonly toneS: number }>> = {
  red: { pairs: 3, toneS: 0.16 },
  orange: { pairs: 2, toneS: 0.2 },
  yellow: { pairs: 1, toneS: 0.22 },
  blue: { pairs: 1, toneS: 0.3 },
}
const [lowHz, highHz] = [660, 880]
const betweenS = 0.06
const restS = 0.18

/** What is heard of cases, by how grave they are, and of the line to the server. */
export type SoundName = Gravity | 'lost'

/** The line is lost: slow and falling, unlike any case. */
const lostTones: readonly Tone[] = [
  { hz: 520, fromS: 0, lastsS: 0.45, restS: betweenS },
  { hz: 390, fromS: 0.55, lastsS: 0.45, restS: betweenS },
  { hz: 290, fromS: 1.1, lastsS: 0.7, restS: betweenS },
]

/** The tones of a sound, one after another. Pure. */
export function tonesOf(name: SoundName): readonly Tone[] {
  if (name === 'lost') return lostTones
  const { pairs, toneS } = patterns[name]
  const pairS = 2 * toneS + betweenS + restS
  return Array.from({ length: pairs }).flatMap((_, nth) => [
    { hz: lowHz, fromS: nth * pairS, lastsS: toneS, restS: betweenS },
    { hz: highHz, fromS: nth * pairS + toneS + betweenS, lastsS: toneS, restS },
  ])
}
