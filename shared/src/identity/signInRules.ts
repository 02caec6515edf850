import * as Type from 'typebox'
import type { Static } from 'typebox'
import {
  closed,
  contract,
  InstantText,
  nullable,
  PersonText,
  toMs,
  type Instant,
  VersionSeen,
} from '../kernel/index.ts'
import { isAdministrator } from './administration.ts'
import type { Role } from './roles.ts'

/** More days than any rule of a county names. */
export const maxPasswordDays = 3_650

/** 登录要求: what the county asks of whoever signs in. Source: domain.md §5.4, GB/T 22239-2019, identification. */
export const SignInRules = closed({
  /** 管理员必须使用动态口令: the three administrations, in the county and in townships. */
  administratorsNeedCode: Type.Boolean(),
  /** After so many days a password is to be changed at the next sign-in; 0: never. */
  passwordDays: Type.Integer({ minimum: 0, maximum: maxPasswordDays }),
})
export type SignInRules = Static<typeof SignInRules>

/** What holds until somebody says otherwise. */
export const defaultSignInRules: SignInRules = { administratorsNeedCode: false, passwordDays: 0 }

/** Whether an account has to set up its second factor before anything else. */
export const owesSecondFactor = (
  { role, hasSecondFactor }: { readonly role: Role; readonly hasSecondFactor: boolean },
  { administratorsNeedCode }: Pick<SignInRules, 'administratorsNeedCode'>,
): boolean => administratorsNeedCode && !hasSecondFactor && isAdministrator(role)

const dayMs = 86_400_000

/** Whether a password set then is as old as the county lets it become. */
export const isPasswordAged = (
  setAt: Instant,
  now: Instant,
  { passwordDays }: Pick<SignInRules, 'passwordDays'>,
): boolean => passwordDays > 0 && toMs(now) - toMs(setAt) >= passwordDays * dayMs

export const SignInRulesView = closed({
  ...SignInRules.properties,
  version: Type.Integer({ minimum: 0 }),
  /** Who changed them last, and when; null while nobody has. */
  changedBy: nullable(Type.String()),
  changedAt: nullable(InstantText),
})
export type SignInRulesView = Static<typeof SignInRulesView>

export const seeSignInRules = contract({
  name: 'seeSignInRules',
  method: 'GET',
  path: '/sign-in-rules',
  summary: '登录要求',
  shape: { reply: SignInRulesView },
  needs: 'account.administer',
  refuses: [],
})

/** Changes them for the whole county. Sent again, it is answered with what it made. */
export const changeSignInRules = contract({
  name: 'changeSignInRules',
  method: 'PUT',
  path: '/sign-in-rules',
  summary: '调整登录要求',
  shape: {
    body: closed({
      ...SignInRules.properties,
      /** As it was seen. */
      version: VersionSeen(0),
      reason: PersonText(200),
    }),
    reply: SignInRulesView,
  },
  needs: 'account.administer',
  refuses: ['account.countysAlone', 'signInRules.stale'],
})
