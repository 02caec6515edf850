import { seeOwnSessions } from '@shuniu/shared/identity'
import { call } from '../../platform/http/index.ts'
import { createPagedReading } from '../../platform/http/paged.ts'

/** The sessions of one's own account, the last used first, as far as they were read. */
export const useOwnSessions = () =>
  createPagedReading(cursor => call(seeOwnSessions, { query: cursor === undefined ? {} : { cursor } }))
