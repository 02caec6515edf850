import { instant, type Instant } from '@shuniu/shared/kernel'
import { customType } from 'drizzle-orm/pg-core'

/** A moment in the database, an `Instant` in the program: rows come out as they went in. */
export const moment = customType<{ data: Instant; driverData: string }>({
  dataType: () => 'timestamp(3) with time zone',
  fromDriver: stored => instant(stored),
  toDriver: at => at,
})
