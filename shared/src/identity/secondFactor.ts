import * as Type from 'typebox'
import type { Static } from 'typebox'
import { AccountChangeBody, AccountView } from './accounts.ts'
import { closed, contract, Id, InstantText, nullable } from '../kernel/index.ts'
import { CodeText } from './contracts.ts'

/** So many recovery codes are given at once; each opens once. */
export const recoveryCodesGiven = 10
/** How long the second step of a sign-in waits for its code, in seconds, and how many codes it takes. */
export const ticketKeptS = 300
export const ticketTries = 5
/** How long a secret that was shown waits for the code that confirms it, in seconds. */
export const setUpKeptS = 900

/** A code as it is meant, however it was typed or pasted: full-width digits, spaces and hyphens do no harm. */
export const plainCode = (typed: string): string =>
  typed
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^a-z\d]/g, '')

/** Whether a plain code has the form of 动态口令, six digits; every other is taken for a recovery code. */
export const isOneTimeCode = (plain: string): boolean => /^\d{6}$/.test(plain)

/** How one's own second factor stands. */
export const SecondFactorView = closed({
  /** Null while it is off. */
  since: nullable(InstantText),
  /** Recovery codes that were not used yet. */
  codesLeft: Type.Integer({ minimum: 0 }),
  /** The county asks it of this account, which cannot turn it off. */
  isRequired: Type.Boolean(),
})
export type SecondFactorView = Static<typeof SecondFactorView>

/** What every change of one's own second factor is proved by. */
const FactorProof = closed({ password: Type.String({ minLength: 1, maxLength: 200 }), code: CodeText })
export type FactorProof = Static<typeof FactorProof>

/** Recovery codes as they are shown once. */
const ShownCodes = closed({ codes: Type.Array(Type.String(), { maxItems: recoveryCodesGiven }) })

export const seeSecondFactor = contract({
  name: 'seeSecondFactor',
  method: 'GET',
  path: '/session/second-factor',
  summary: '本账号的动态口令',
  shape: { reply: SecondFactorView },
  needs: 'signedIn',
  beforeOwnPassword: true,
  refuses: ['session.none'],
})

/** A new secret, shown in this answer alone; it counts for nothing until `turnOnSecondFactor` has confirmed it. */
export const beginSecondFactor = contract({
  name: 'beginSecondFactor',
  method: 'POST',
  path: '/session/second-factor/begin',
  summary: '开始设置动态口令，密钥只显示一次',
  shape: { reply: closed({ secret: Type.String(), uri: Type.String() }) },
  needs: 'signedIn',
  beforeSecondFactor: true,
  refuses: ['session.none', 'account.hasSecondFactor'],
})

const proofRefusals = [
  'session.none',
  'session.locked',
  'account.wrongPassword',
  'secondFactor.wrongCode',
  'secondFactor.unreadable',
] as const

/** Confirms the secret shown last by a code of it and the password. Every other session of the account ends. */
export const turnOnSecondFactor = contract({
  name: 'turnOnSecondFactor',
  method: 'POST',
  path: '/session/second-factor',
  summary: '开启动态口令，恢复码只显示一次',
  shape: { body: FactorProof, reply: ShownCodes },
  needs: 'signedIn',
  beforeSecondFactor: true,
  refuses: [...proofRefusals, 'account.hasSecondFactor', 'account.noSecret'],
})

export const turnOffSecondFactor = contract({
  name: 'turnOffSecondFactor',
  method: 'POST',
  path: '/session/second-factor/off',
  summary: '关闭动态口令',
  shape: { body: FactorProof, reply: closed({ off: Type.Literal(true) }) },
  needs: 'signedIn',
  refuses: [...proofRefusals, 'account.noSecondFactor', 'secondFactor.usedCode', 'account.needsSecondFactor'],
})

/** Ten new recovery codes; those given before open nothing any more. */
export const renewRecoveryCodes = contract({
  name: 'renewRecoveryCodes',
  method: 'POST',
  path: '/session/second-factor/codes',
  summary: '换一批恢复码，只显示一次',
  shape: { body: FactorProof, reply: ShownCodes },
  needs: 'signedIn',
  refuses: [...proofRefusals, 'account.noSecondFactor', 'secondFactor.usedCode'],
})

/** Takes away a second factor whose holder has lost it; the account's sessions end everywhere. */
export const dropSecondFactor = contract({
  name: 'dropSecondFactor',
  method: 'POST',
  path: '/accounts/:id/second-factor/drop',
  summary: '取消账号遗失的动态口令，其登录随即全部结束',
  shape: { params: closed({ id: Id }), body: AccountChangeBody, reply: AccountView },
  needs: 'account.administer',
  refuses: [
    'command.idTaken',
    'account.unknown',
    'account.own',
    'account.stale',
    'account.countysAlone',
    'account.noSecondFactor',
  ],
})
