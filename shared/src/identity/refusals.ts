import { refusals } from '../kernel/index.ts'

export const identityRefusals = refusals({
  'session.none': { status: 401, when: 'nobody is signed in, or the session has ended' },
  'session.wrongPassword': { status: 401, when: 'the account does not exist or the password is not its own' },
  'session.locked': {
    status: 429,
    when: 'five wrong passwords within half an hour from this device, or from strangers: it waits',
  },
  'session.codeNeeded': {
    status: 401,
    when: 'the password is right and the account has a second factor: its code is asked for, under the ticket that is named',
  },
  'session.noTicket': {
    status: 401,
    when: 'the first step of this sign-in is over five minutes ago, was taken in another browser, or five codes were wrong',
  },
  'session.unknown': { status: 404, when: 'the account has no such session' },
  'session.disabled': { status: 403, when: 'the account has been disabled' },
  'account.unknown': { status: 404, when: 'no such account' },
  'account.wrongScope': { status: 400, when: 'the role works at another level than this division or grid' },
  'account.unknownScope': { status: 400, when: 'there is no such division or grid' },
  'account.wrongUnit': {
    status: 400,
    when: 'there is no such unit, it lies outside the administrator’s division, or the role works for a unit and none is named',
  },
  'account.countysAlone': {
    status: 403,
    when: 'a township’s administrator and an administrator’s account: those the county gives and changes',
  },
  'account.own': {
    status: 403,
    when: 'nobody changes their own rights, resets or ends their own account here',
  },
  'account.lastAdministrator': {
    status: 409,
    when: 'the county would be left without an administrator of this kind who can sign in',
  },
  'account.samePerson': {
    status: 409,
    when: 'the same person, by name and telephone, holds another of the three administrations',
  },
  'account.phoneMissing': {
    status: 400,
    when: 'an administrator’s telephone is asked for, to tell namesakes apart',
  },
  'account.stale': { status: 409, when: 'the account has been changed since it was read' },
  'account.confusable': { status: 409, when: 'an account exists whose name reads like this one' },
  'account.taken': { status: 409, when: 'an account of this name exists already' },
  'account.wrongPassword': { status: 403, when: 'the present password was asked for and is another' },
  'account.weakPassword': {
    status: 400,
    when: 'the password is too short or too long, holds the holder’s or the account’s name, is a common one, the present one or one of the last five',
  },
  'account.mustChangePassword': {
    status: 403,
    when: 'somebody else set the password, or it is too old: until the holder has chosen one, nothing else is answered',
  },
  'account.mustSetUpSecondFactor': {
    status: 403,
    when: 'the county asks a second factor of administrators: until it is set up, nothing else is answered',
  },
  'secondFactor.wrongCode': {
    status: 403,
    when: 'the code is neither of this half minute nor a recovery code',
  },
  'secondFactor.usedCode': { status: 403, when: 'the code, or a later one, has been taken before' },
  'secondFactor.unreadable': {
    status: 409,
    when: 'the secret was sealed under another key of the server: an administrator is to take it away',
  },
  'account.hasSecondFactor': { status: 409, when: 'the account has a second factor already' },
  'account.noSecondFactor': { status: 409, when: 'the account has no second factor' },
  'account.noSecret': {
    status: 409,
    when: 'no secret was shown within the last quarter of an hour that a code could confirm',
  },
  'account.needsSecondFactor': {
    status: 409,
    when: 'the county asks a second factor of administrators: theirs cannot be turned off',
  },
  'signInRules.stale': { status: 409, when: 'somebody else has changed the rules since they were read' },
  'account.isWall': {
    status: 409,
    when: 'the account is a wall enrolled by its code: it has no password to be set',
  },
  'wallCode.tooManyWaiting': {
    status: 429,
    when: 'too many screens of this network, or of all, show a code that nobody has typed yet',
  },
  'wall.unknown': { status: 404, when: 'no such wall' },
  'wall.stale': { status: 409, when: 'the wall has been changed since it was read' },
  'wall.wrongPlace': { status: 400, when: 'a wall stands at a county, a township or a village' },
  'wall.wrongCode': { status: 404, when: 'no screen shows this code' },
  'wall.codeExpired': { status: 409, when: 'the code held for ten minutes and does not any more' },
  'wall.codeUsed': {
    status: 409,
    when: 'the same administrator has enrolled the screen of this code already',
  },
  'wall.codeTaken': { status: 409, when: 'another administrator has just enrolled the screen of this code' },
  'wall.tooManyTries': {
    status: 429,
    when: 'five wrong codes of this administrator within half an hour, or twenty from this network: it waits',
  },
  'setup.done': { status: 409, when: 'there is an administrator: the county has been set up' },
  'setup.wrongCode': { status: 403, when: 'the setup code is another than the server printed last' },
  'setup.noCode': {
    status: 403,
    when: 'no setup code is valid: it expired or was typed wrong too often, and the server is to print a new one',
  },
  'permission.missing': {
    status: 403,
    when: 'the role of the account does not carry the right this asks for',
  },
  'area.notYours': {
    status: 404,
    when: 'the division does not exist or lies outside what the actor may see',
  },
})
