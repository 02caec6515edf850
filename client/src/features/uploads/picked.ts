import { maxSizeB } from '@shuniu/shared/uploads'
import { newId } from '../../platform/ids/index.ts'

/** A file chosen on this phone, and how far its sending has come. */
export interface Picked {
  /** Of this phone alone. */
  readonly id: string
  readonly file: Blob
  /** Where the server takes it. */
  readonly address?: string
  /** The server's id, once it has taken the whole file. */
  readonly uploadId?: string
}

/** Longest file by what the phone says it is; the server looks at the content. */
const limitOf = ({ type }: Blob): number => (type.startsWith('video/') ? maxSizeB.video : maxSizeB.photo)

/** The files that can be sent, and how many were left out for their length. */
export function pickedOf(files: Iterable<Blob>): { readonly picked: Picked[]; readonly tooLong: number } {
  const all = [...files]
  const fitting = all.filter(file => file.size > 0 && file.size <= limitOf(file))
  return { picked: fitting.map(file => ({ id: newId(), file })), tooLong: all.length - fitting.length }
}
