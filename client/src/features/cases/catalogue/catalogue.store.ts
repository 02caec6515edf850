import { Amendment, seeCatalogue } from '@shuniu/shared/cases'
import { rooms } from '@shuniu/shared/identity'
import { instant } from '@shuniu/shared/kernel'
import { defineStore } from 'pinia'
import * as Type from 'typebox'
import { Check } from 'typebox/schema'
import { call } from '../../../platform/http/index.ts'
import { createReading } from '../../../platform/http/reading.ts'
import { watchRooms } from '../../../platform/live/index.ts'
import { putAmendments } from './county.ts'

const deviceKey = 'shuniu.catalogue'
const Known = Type.Array(Amendment)
type WireAmendment = Type.Static<typeof Amendment>

const take = (told: readonly WireAmendment[]): void =>
  putAmendments(told.map(one => ({ ...one, madeAt: instant(one.madeAt) })))

/** What this device knew last: a phone without a network goes on with it. */
function recall(): void {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(deviceKey) ?? '[]')
    if (Check(Known, kept)) take(kept)
  } catch {
    // What cannot be read is as good as nothing: it is fetched.
    localStorage.removeItem(deviceKey)
  }
}

/** The county's amendments of the catalogue: read once a page, and anew when one was made or withdrawn. */
export const useCatalogue = defineStore('catalogue', () => {
  recall()
  const reading = createReading(() => call(seeCatalogue, { query: {} }))

  async function read(): Promise<void> {
    const answer = await reading.read()
    if (!answer.ok) return
    take(answer.value.amendments)
    keep(answer.value.amendments)
  }
  return { items: reading.value, state: reading.state, read }
})

/** A device without room goes without: it is fetched again. */
function keep(amendments: readonly WireAmendment[]): void {
  try {
    localStorage.setItem(deviceKey, JSON.stringify(amendments))
  } catch {
    localStorage.removeItem(deviceKey)
  }
}

/** Reads the catalogue, and hears of every change of it while the scope lives. */
export function useCatalogueFeed(): void {
  const { read } = useCatalogue()
  watchRooms([rooms.everyone], read)
}
