import { refusals } from '../kernel/index.ts'

/** Refusals of the socket; `status` is what a plain HTTP answer would carry. */
export const liveRefusals = refusals({
  'live.malformed': { status: 400, when: 'a socket message that is not of the protocol' },
  'live.protocol': {
    status: 400,
    when: 'the client speaks another version of the protocol; load the page anew',
  },
  'live.tooManySockets': { status: 429, when: 'one account holds more sockets than its role may' },
  'live.tooSlow': {
    status: 429,
    when: 'more than 4 MB wait unsent for this socket; it resumes by its cursor',
  },
  'live.tooMany': { status: 429, when: 'more messages a second than a socket may send' },
})
