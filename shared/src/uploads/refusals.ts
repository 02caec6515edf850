import { refusals } from '../kernel/index.ts'

/** Refusals of a file once its last byte is there: the file will never be taken as it is. */
export const contentRefusals = refusals({
  'upload.unknownType': { status: 415, when: 'the content is none of the photos, voices and videos we take' },
  'upload.heic': { status: 415, when: 'the content is a HEIC or HEIF photo; send it as JPEG' },
  'upload.animated': {
    status: 415,
    when: 'the content is a moving picture: GIF, APNG, animated WebP or AVIF',
  },
  'upload.unreadable': {
    status: 422,
    when: 'the content begins as one kind but is cut off, damaged or something else within',
  },
  'upload.empty': { status: 422, when: 'the file has no bytes' },
  'upload.tooManyPoints': {
    status: 422,
    when: 'the picture has more points than are opened; send it smaller',
  },
  'upload.notCleanable': {
    status: 422,
    when: 'the place of recording cannot be taken out of this film or sound: it holds tracks that are not known',
  },
  'upload.tooLarge': { status: 413, when: 'the file is longer than files of its kind may be' },
  'upload.cancelled': { status: 410, when: 'the sender has taken the file back' },
})

export const uploadRefusals = {
  ...contentRefusals,
  ...refusals({
    'upload.unknown': { status: 404, when: 'no such upload in what the actor may see, or it has expired' },
    'upload.idTaken': {
      status: 409,
      when: 'the id names another file, of this account with another length, or of somebody else',
    },
    'upload.inUse': { status: 409, when: 'a case holds the file: it is not taken back any more' },
    'upload.tooMany': {
      status: 429,
      when: 'too many files of one account are on their way, or came today; the detail says when to ask again',
    },
    'upload.tooMuch': {
      status: 429,
      when: 'too many bytes of one account came today or this fortnight; the detail says when to ask again',
    },
    'upload.busy': {
      status: 503,
      when: 'the file is here whole but is not looked at yet; ask again, nothing is sent twice',
    },
    'upload.noRoom': { status: 507, when: 'the server’s disk has no room for files; ask again later' },
    'upload.wrongOffset': { status: 409, when: 'the bytes sent do not follow those that arrived; ask again' },
  }),
}
