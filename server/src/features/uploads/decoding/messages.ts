import type { FileKind } from '../kinds.ts'

/** What a decoder is asked to do with a file. */
export type DecoderTask =
  | { readonly name: 'rewritePhoto'; readonly from: string; readonly to: string }
  | { readonly name: 'cleanMedia'; readonly from: string; readonly found: FileKind }

/** What it says of it; `restingB` is its memory after the work, in bytes. */
export type DecoderAnswer =
  | { readonly is: 'taken'; readonly kind: FileKind; readonly restingB: number }
  | { readonly is: 'refused'; readonly code: string; readonly detail: Readonly<Record<string, number>> }
  | { readonly is: 'fault'; readonly message: string; readonly code: string | undefined }

/** A decoder that came to use too much memory ends itself with this code. */
export const grewTooLarge = 75
