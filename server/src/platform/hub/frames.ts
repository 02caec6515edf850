import type { Fact } from '@shuniu/shared/live'
import type { Audience, Audiences } from './audience.ts'
import type { StoredFact } from '../outbox/index.ts'
import type { FactForm, Speech } from './fact.ts'

/** The same facts in the same forms for several audiences: encoded once. */
export interface HubFrame {
  readonly audiences: Audience[]
  readonly facts: readonly Fact[]
}

interface FactInForm {
  readonly fact: StoredFact
  readonly form: FactForm
}

export function audiencesOf(fact: StoredFact, audiences: Audiences): Set<Audience> {
  const hearing = new Set<Audience>()
  for (const rooms of [fact.told, fact.masked, fact.left]) {
    for (const room of rooms) for (const audience of audiences.inRoom(room)) hearing.add(audience)
  }
  return hearing
}

/** Who listens in an audience: asked for only where it matters. */
function* actorsIn({ members }: Audience) {
  for (const { data } of members) yield data.actor
}

/** What each audience hears of these facts, with audiences that hear alike put together. */
export function framesOf(facts: readonly StoredFact[], audiences: Audiences, speech: Speech): HubFrame[] {
  const heardBy = new Map<Audience, FactInForm[]>()
  for (const fact of facts) {
    for (const audience of audiencesOf(fact, audiences)) {
      const form = speech.formTo(fact, audience, actorsIn(audience))
      if (!form) continue
      const heard = heardBy.get(audience)
      if (heard) heard.push({ fact, form })
      else heardBy.set(audience, [{ fact, form }])
    }
  }
  const frames = new Map<string, HubFrame>()
  for (const [audience, heard] of heardBy) {
    const alike = heard.map(({ fact, form }) => `${fact.seq}${form}`).join()
    const frame = frames.get(alike)
    if (frame) frame.audiences.push(audience)
    else
      frames.set(alike, {
        audiences: [audience],
        facts: heard.map(({ fact, form }) => speech.wire(fact, form)),
      })
  }
  return [...frames.values()]
}
