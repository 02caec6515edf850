import { rm } from 'node:fs/promises'
import { countyOf } from './site.ts'

/** Called by the runner when all journeys have been walked. */
export const teardown = (): Promise<void> => rm(countyOf(process.pid), { recursive: true, force: true })
