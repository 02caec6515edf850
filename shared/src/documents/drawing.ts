import type { CaseEntry } from '../cases/index.ts'
import type { CaseFile } from './file.ts'
import type { CaseDocument } from './model.ts'

/** What a form makes of a case; the rest of the document is the same for all. */
export interface DrawnForm extends Pick<CaseDocument, 'blocks'> {
  /** Where it is not the form's name. */
  readonly title?: string
  /** With a red head, whose number is its own; without, the case's number stands above the form. */
  readonly head?: CaseDocument['head']
}

/** A document of the case that lies in its volume. */
export interface Leaf {
  readonly title: string
  readonly number: string
  readonly by: string
  readonly at: string | null
}

/** Draws a form, for the entry that gave rise to it where one did. */
export type Draw = (file: CaseFile, entry: CaseEntry | undefined, leaves: readonly Leaf[]) => DrawnForm
