import { refusals } from '../../kernel/index.ts'

export const catalogueRefusals = refusals({
  'category.ended': {
    status: 409,
    when: 'the kind is used no more, and was not when the thing happened; what to choose instead is in the reply',
  },
  'catalogue.notADay': { status: 400, when: 'the text names no day, such as 30 February' },
  'catalogue.pastDay': { status: 409, when: 'an amendment takes effect today at the earliest' },
  'catalogue.unchanged': { status: 409, when: 'the kind would be as it is on that day anyway' },
  'catalogue.nameTaken': {
    status: 409,
    when: 'another kind in use is called or found so; it is in the reply',
  },
  'catalogue.synonymTaken': {
    status: 409,
    when: 'a synonym leads to another kind in use already; it is in the reply',
  },
  'catalogue.lastResort': {
    status: 409,
    when: 'what nothing else fits is always filed under 其他: it is not ended',
  },
  'catalogue.wrongInstead': {
    status: 400,
    when: 'what is to be chosen instead is no kind in use on that day',
  },
  'catalogue.codesUsedUp': {
    status: 409,
    when: 'all eighteen own codes under that kind have been given away',
  },
  'catalogue.full': { status: 409, when: 'the catalogue was amended as often as it can be' },
  'catalogue.stale': {
    status: 409,
    when: 'somebody else amended the kind since the actor last saw it; who and when is in the reply',
  },
  'catalogue.unknownAmendment': { status: 404, when: 'no such amendment' },
  'catalogue.inForce': { status: 409, when: 'what has taken effect is not withdrawn, but amended anew' },
  'catalogue.withdrawn': { status: 409, when: 'the amendment has been withdrawn; by whom is in the reply' },
  'catalogue.leanedOn': {
    status: 409,
    when: 'others change what the amendment adds: they are withdrawn first',
  },
})
