import type { Refusal } from '@shuniu/shared/kernel'
import { endPatrol, seePatrol, startPatrol, type PatrolView } from '@shuniu/shared/patrol'
import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { call } from '../../platform/http/index.ts'
import { newId } from '../../platform/ids/index.ts'

/** The patrol of whoever sits here: begun and ended by their own tap, by nothing else. */
export const useOwnPatrol = defineStore('ownPatrol', () => {
  const patrol = shallowRef<PatrolView | null>()
  const refused = shallowRef<Refusal>()
  const isBusy = shallowRef(false)
  /** Kept until the server answers: a second tap after a lost answer begins no second patrol. */
  let nextId = newId()

  async function load(): Promise<void> {
    const answer = await call(seePatrol)
    if (answer.ok) patrol.value = answer.value.patrol
    refused.value = answer.ok ? undefined : answer.refusal
  }
  async function start(): Promise<void> {
    isBusy.value = true
    const answer = await call(startPatrol, { body: { id: nextId } })
    isBusy.value = false
    refused.value = answer.ok ? undefined : answer.refusal
    if (answer.ok) {
      patrol.value = answer.value
      nextId = newId()
    } else if (answer.refusal.code === 'patrol.running') await load()
  }
  async function end(): Promise<void> {
    if (!patrol.value) return
    isBusy.value = true
    const answer = await call(endPatrol, { params: { id: patrol.value.id } })
    isBusy.value = false
    refused.value = answer.ok ? undefined : answer.refusal
    if (answer.ok) patrol.value = null
  }
  return { patrol, refused, isBusy, load, start, end }
})
