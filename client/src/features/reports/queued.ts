import type { Refusal } from '@shuniu/shared/kernel'
import type { PostedReport, Receipt } from '@shuniu/shared/reports'
import type { Picked } from '../uploads/index.ts'

/**
 * A report on its way from this phone. It has one id from the first tap to its receipt, whatever the network repeats;
 * it is kept until the server has receipted it, and its photos with it.
 */
export interface Queued {
  readonly id: string
  readonly accountId: string
  readonly body: Omit<PostedReport, 'media'>
  readonly photos: readonly Picked[]
  readonly standing: Standing
}

/** `waiting`: not yet receipted, will be sent · `refused`: the server said no, the person decides · `received`. */
export type Standing =
  | { readonly is: 'waiting' }
  | { readonly is: 'refused'; readonly refusal: Refusal }
  | { readonly is: 'received'; readonly receipt: Receipt }

/** After these nobody knows, or it is not the report's fault: it is sent again by itself, with the same id. */
const passing: readonly string[] = [
  'link.down',
  'link.foreignAnswer',
  'platform.unavailable',
  'platform.overloaded',
  'platform.fault',
  'request.tooMany',
  'session.none',
  'upload.tooMany',
  'upload.wrongOffset',
]

export const isPassing = ({ code }: Refusal): boolean => passing.includes(code)

/** The body as it is posted: the photos by the ids they were taken under. */
export function postedOf({ body, photos }: Queued): PostedReport {
  const media = photos.flatMap(({ uploadId }) => (uploadId === undefined ? [] : [uploadId]))
  return media.length === 0 ? body : { ...body, media }
}

/** A receipted report needs its photos no more. */
export const received = (queued: Queued, receipt: Receipt): Queued => ({
  ...queued,
  photos: [],
  standing: { is: 'received', receipt },
})

/** The server has forgotten the photos (a fortnight without network): they are sent anew, under new ids. */
export const withoutUploads = (queued: Queued): Queued => ({
  ...queued,
  photos: queued.photos.map(({ id, file }) => ({ id, file })),
})
