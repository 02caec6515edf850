import type { Component } from 'vue'

/** The words of a panel; those of its title may name the `{tier}` of the divisions below the one looked at. */
export interface PanelWords {
  readonly title: string
  /** Of which days its numbers are. */
  readonly period: string
  /** What it says where there is nothing to show. */
  readonly empty: string
}

declare global {
  interface Texts {
    /** By the panel's id. */
    readonly panel: Readonly<Record<string, PanelWords>>
  }
}

/** Where a panel stands, and what it may ask there. */
export interface PanelSpot {
  /** Rows of text there is room for. */
  readonly lines: number
  /** Height of a label in CSS pixels. */
  readonly u: number
  /** The division looked at. */
  readonly area: string
  readonly nameOf: (code: string) => string
  readonly unitOf: (id: string) => string
}

/** A panel of a wall as data: it is named once more, in the plan of the wall that shows it. */
export interface PanelManifest<Needs extends string, Data, Shown extends object = object> {
  readonly id: string
  readonly words: PanelWords
  /** What it counts from; it stands as fresh as that. */
  readonly needs: Needs
  /** Rows of text below which it says nothing worth its place. */
  readonly leastLines: number
  /** Not before the map has been drawn: what it loads would delay it. */
  readonly isAfterMap?: true
  readonly component: Component
  /** What its component is given; undefined where there is nothing to show. */
  readonly shows: (data: Data, spot: PanelSpot) => Shown | undefined
}

type AnyComponent = abstract new (...args: never[]) => { readonly $props: object }

/** A panel whose component takes what `shows` gives. */
export const definePanel = <Needs extends string, Data, C extends AnyComponent>(
  panel: PanelManifest<Needs, Data, InstanceType<C>['$props']> & { readonly component: C },
): PanelManifest<Needs, Data> => panel
