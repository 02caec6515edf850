import type { Refusal } from '@shuniu/shared/kernel'
import { endPatrol, seePatrol, startPatrol, type PatrolView } from '@shuniu/shared/patrol'
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { call } from '../../platform/http/index.ts'
import { createReading } from '../../platform/http/reading.ts'
import type { ReadState } from '../../platform/http/readState.ts'
import { newId } from '../../platform/ids/index.ts'
import { serverNow } from '../../platform/time/index.ts'
import { dropEnding, keepEnding, keptEnding, type PatrolEnding } from './ending.ts'

/** Refusals after which there is nothing left to end. */
const over: readonly string[] = ['patrol.unknown', 'permission.missing', 'request.malformed']

/**
 * The patrol of whoever sits here: begun and ended by their own tap, by nothing else. It is over for this phone the
 * moment they tap; the server is told when it can be, and by then no place has been shared any more.
 */
export const useOwnPatrol = defineStore('ownPatrol', () => {
  const patrol = shallowRef<PatrolView | null>()
  const refused = shallowRef<Refusal>()
  const isBusy = shallowRef(false)
  /** A tap that the server has not answered yet. */
  const ending = shallowRef<PatrolEnding>()
  let accountId = ''
  /** Kept until the server answers: a second tap after a lost answer begins no second patrol. */
  let nextId = newId()

  function open(account: string): void {
    accountId = account
    ending.value = keptEnding(account)
  }
  const reading = createReading(async () => {
    const answer = await call(seePatrol)
    if (!answer.ok) return answer
    const running = answer.value.patrol
    refused.value = undefined
    patrol.value = running !== null && running.id === ending.value?.id ? null : running
    return answer
  })
  async function load(): Promise<void> {
    await reading.read()
  }
  /** What this phone knows of its own patrol it knows, whatever a later question came to. */
  const state = computed((): ReadState<unknown> => {
    const known = patrol.value
    return known === undefined ? reading.state.value : { kind: 'there', value: known, atMs: 0 }
  })
  async function start(): Promise<void> {
    isBusy.value = true
    await settle()
    const answer = await call(startPatrol, { body: { id: nextId } })
    isBusy.value = false
    refused.value = answer.ok ? undefined : answer.refusal
    if (answer.ok) {
      patrol.value = answer.value
      nextId = newId()
    } else if (answer.refusal.code === 'patrol.running') await load()
  }
  /** Takes hold at once, network or not. */
  function end(): void {
    if (!patrol.value) return
    ending.value = { id: patrol.value.id, at: serverNow() }
    keepEnding(accountId, ending.value)
    patrol.value = null
    refused.value = undefined
  }
  /** Tells the server of a tap it does not know of yet; tried again until it has answered. */
  async function settle(): Promise<void> {
    const told = ending.value
    if (!told) return
    const answer = await call(endPatrol, { params: { id: told.id }, query: { at: told.at } })
    if (!answer.ok && !over.includes(answer.refusal.code)) return
    dropEnding(accountId)
    if (ending.value === told) ending.value = undefined
  }
  return { patrol, state, refused, isBusy, ending, open, load, start, end, settle }
})
