import type { PageName } from '@shuniu/shared/identity'

/** The first word of a page's address. */
export type PageId = PageName | 'login' | 'help' | 'account' | 'setup' | 'enrol'
