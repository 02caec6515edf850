/** A file chosen on this phone, judged and made small. */
export interface PickedFile {
  /** Made here and kept by the server: a report names its files before they come. */
  readonly id: string
  readonly file: Blob
}
