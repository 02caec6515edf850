import type { CaseView } from '@shuniu/shared/cases'
import type { Ref } from 'vue'
import type { ReadState } from '../../platform/http/readState.ts'

/** A case told beside the form, and who reported it as far as that may be read. */
export interface BesideCase {
  readonly case: CaseView
  readonly by: string | null
}

/** The newest of some cases, and how many there are; `isFloor`: at least so many. */
export interface BesideCases {
  readonly cases: readonly BesideCase[]
  readonly total: number
  readonly isFloor: boolean
}

/** What is asked for while the form is filled in. */
export interface BesideReading {
  readonly state: Readonly<Ref<ReadState<BesideCases>>>
  readonly found: Readonly<Ref<BesideCases | undefined>>
  /** Whether what is filled in says enough to ask. */
  readonly isAsked: Readonly<Ref<boolean>>
  readonly again: () => void
}
