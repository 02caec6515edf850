import { refusals } from '../kernel/index.ts'

export const uploadRefusals = refusals({
  'upload.unknown': { status: 404, when: 'no such upload in what the actor may see, or it has expired' },
  'upload.unknownType': { status: 415, when: 'the content is none of the photos, voices and videos we take' },
  'upload.unreadable': { status: 422, when: 'the content begins as a photo but cannot be read as one' },
  'upload.tooLarge': { status: 413, when: 'the file is longer than files of its kind may be' },
  'upload.tooMany': { status: 429, when: 'too many files of one account are on their way, or came today' },
  'upload.wrongOffset': { status: 409, when: 'the bytes sent do not follow those that arrived; ask again' },
})
