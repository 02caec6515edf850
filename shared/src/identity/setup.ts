import * as Type from 'typebox'
import type { Static } from 'typebox'
import { closed, contract, PersonText } from '../kernel/index.ts'
import { AccountName, AccountPhone } from './accounts.ts'

/** The three offices that a county's first administrators hold, each its own person. Source: domain.md §5.1 R15. */
export const firstOffices = ['systemAdmin', 'securityAdmin', 'auditAdmin'] as const
export type FirstOffice = (typeof firstOffices)[number]

/** One of the first administrators, with the password they chose themselves. */
export const FirstAdministrator = closed({
  account: AccountName,
  name: PersonText(40),
  phone: AccountPhone,
  password: Type.String({ minLength: 1, maxLength: 1_000 }),
})
export type FirstAdministrator = Static<typeof FirstAdministrator>

/** How often a code may be typed wrong before the server is to print a new one, and how long one is good for, in hours. */
export const setupTries = 5
export const setupHours = 24

/** Makes the three first administrators of a county, by the code that the server printed. */
export const beginSetup = contract({
  name: 'beginSetup',
  method: 'POST',
  path: '/setup',
  summary: '首次设置：三员账号',
  shape: {
    body: closed({
      code: Type.String({ minLength: 1, maxLength: 64, pattern: String.raw`^[^\u0000\uD800-\uDFFF]+$` }),
      /** The county's division code. */
      county: Type.String({ pattern: '^[1-9][0-9]{5}$' }),
      systemAdmin: FirstAdministrator,
      securityAdmin: FirstAdministrator,
      auditAdmin: FirstAdministrator,
    }),
    reply: closed({ made: Type.Literal(true) }),
  },
  needs: 'public',
  refuses: [
    'setup.done',
    'setup.wrongCode',
    'setup.noCode',
    'account.weakPassword',
    'account.unknownScope',
    'account.taken',
    'account.confusable',
    'account.samePerson',
  ],
})
