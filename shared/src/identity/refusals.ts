import { refusals } from '../kernel/index.ts'

export const identityRefusals = refusals({
  'session.none': { status: 401, when: 'nobody is signed in, or the session has ended' },
  'session.wrongPassword': { status: 401, when: 'the account does not exist or the password is not its own' },
  'session.locked': { status: 429, when: 'five wrong passwords within half an hour: the account waits' },
  'session.disabled': { status: 403, when: 'the account has been disabled' },
  'account.unknown': { status: 404, when: 'no such account' },
  'account.taken': { status: 409, when: 'an account of this name exists already' },
  'account.weakPassword': { status: 400, when: 'the password is shorter than ten characters' },
  'permission.missing': {
    status: 403,
    when: 'the role of the account does not carry the right this asks for',
  },
  'area.notYours': {
    status: 404,
    when: 'the division does not exist or lies outside what the actor may see',
  },
})
