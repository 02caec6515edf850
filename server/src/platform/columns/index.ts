import { instant, type Instant } from '@shuniu/shared/kernel'
import { customType } from 'drizzle-orm/pg-core'

/** The database's `0001-01-01 00:00:00+00`: of a year below 100 a space would make one of our own centuries. */
const ofAntiquity = (stored: string): string => stored.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00')

/** A moment in the database, an `Instant` in the program: rows come out as they went in. */
export const moment = customType<{ data: Instant; driverData: string }>({
  dataType: () => 'timestamp(3) with time zone',
  fromDriver: stored => instant(stored.startsWith('00') ? ofAntiquity(stored) : stored),
  toDriver: at => at,
})
