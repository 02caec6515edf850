import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { accountToRunAs } from './account.ts'
import { openDatabase, type Database, type DatabaseOptions } from './database.ts'
import { productDatabase } from './embedded.ts'
import { urlOf } from './guard.ts'
import { livingPostmaster } from './pidfile.ts'
import { placeIn } from './place.ts'

/** The database of a data folder whose cluster is up, whoever keeps it up; undefined when it is down. */
function livingUrl(dataDir: string): string | undefined {
  if (!existsSync(join(dataDir, 'postgres.json'))) return undefined
  const place = placeIn(dataDir, accountToRunAs())
  const living = livingPostmaster(place.folder)
  return living && urlOf({ place }, living.port, productDatabase)
}

/** For tools: works beside a living server, which keeps its database; without one, brings the database up meanwhile. */
export const joinDatabase = ({ databaseUrl, ...options }: DatabaseOptions): Promise<Database> =>
  openDatabase({ ...options, databaseUrl: databaseUrl ?? livingUrl(options.dataDir) })
