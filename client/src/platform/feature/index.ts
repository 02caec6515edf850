import type { Actor } from '@shuniu/shared/identity'
import { defineAsyncComponent, type Component } from 'vue'
import { provideCommands, type Command } from '../commands/index.ts'
import { addMessages, type Messages } from '../i18n/index.ts'
import { live, type BoundEar } from '../live/index.ts'
import type { MapLayer } from '../map/layer.ts'
import type { PanelWords } from './panel.ts'

export { definePanel, type PanelManifest, type PanelSpot, type PanelWords } from './panel.ts'

/** The maps that show the layers of features. */
export type MapName = 'wall' | 'desk'

/** What a feature gives to the pages that show it, as far as that needs nothing of theirs. */
export interface ClientFeature {
  readonly name: string
  /** Its words, under its name. */
  readonly messages?: Messages
  /** Called once, after the stores exist. */
  readonly ear?: () => BoundEar
  /** Layers that are fed by stores alone; what rests on a map's own doings the map composes. */
  readonly layers?: { readonly [M in MapName]?: () => readonly MapLayer[] }
  readonly panels?: readonly { readonly id: string; readonly words: PanelWords }[]
  /** What moves a page's own parts the page offers itself. */
  readonly commands?: () => readonly Command[]
  /** What stands over every page of those it is for; it is loaded when one of them is signed in. */
  readonly over?: {
    readonly isFor: (actor: Actor) => boolean
    readonly load: () => Promise<{ default: Component }>
  }
}

const taken = new Map<string, ClientFeature>()
const overs = new Map<string, Component>()

/** Speaks the words of these features from now on, and hears what they hear. */
export function takeIn(features: readonly ClientFeature[]): void {
  for (const feature of features.filter(({ name }) => !taken.has(name))) {
    taken.set(feature.name, feature)
    if (feature.messages) addMessages(feature.name, feature.messages)
    for (const { id, words } of feature.panels ?? []) addMessages('panel', { [id]: { ...words } })
    if (feature.ear) live.hear(feature.ear())
    if (feature.over) overs.set(feature.name, defineAsyncComponent(feature.over.load))
  }
}

/** Takes in the features of a page, and offers what they can do while the page lives. */
export function useFeatures(features: readonly ClientFeature[]): void {
  takeIn(features)
  provideCommands(features.flatMap(({ commands }) => commands?.() ?? []))
}

/** The layers that the features taken in give to a map. */
export const layersOn = (map: MapName): MapLayer[] =>
  [...taken.values()].flatMap(({ layers }) => layers?.[map]?.() ?? [])

/** What the features taken in put over the pages of this person, by their names. */
export const oversFor = (actor: Actor): [name: string, over: Component][] =>
  [...overs].filter(([name]) => taken.get(name)?.over?.isFor(actor))
