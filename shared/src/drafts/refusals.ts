import { refusals } from '../kernel/index.ts'

export const draftRefusals = refusals({
  'draft.unknown': { status: 404, when: 'the account has kept no such form, or it cannot be read any more' },
  'draft.stale': { status: 409, when: 'the same form was kept meanwhile from another page or machine' },
  'draft.tooMany': { status: 409, when: 'the account has as many forms kept as it may have' },
  'draft.tooOften': { status: 429, when: 'the account writes its forms faster than anybody types' },
})
