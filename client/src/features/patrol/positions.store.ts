import type { Result } from '@shuniu/shared/kernel'
import type { SignalFrame } from '@shuniu/shared/live'
import { listPositions, type MemberFix } from '@shuniu/shared/patrol'
import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { call } from '../../platform/http/index.ts'
import { isFix } from './fix.ts'

/** Where members on patrol are, as far as this account may know: the newest fix of each. */
export const usePositions = defineStore('positions', () => {
  const byMember = shallowRef<ReadonlyMap<string, MemberFix>>(new Map())

  function put(fixes: readonly MemberFix[], known: ReadonlyMap<string, MemberFix>): void {
    const next = new Map(known)
    for (const fix of fixes) if (fix.at > (next.get(fix.memberId)?.at ?? '')) next.set(fix.memberId, fix)
    byMember.value = next
  }

  /** Takes the fixes that changed; a row that is none is left alone. */
  const hear = ({ rows }: SignalFrame): void => put(rows.filter(isFix), byMember.value)

  /** The whole picture: whoever has ended their patrol is no longer in it. */
  async function fetch(area: string): Promise<Result<unknown>> {
    const answer = await call(listPositions, { query: { area } })
    if (!answer.ok) return answer
    const present = new Set(answer.value.items.map(fix => fix.memberId))
    put(answer.value.items, new Map([...byMember.value].filter(([member]) => present.has(member))))
    return answer
  }

  /** Members whose newest fix lies within a division. */
  const countIn = (area: string): number =>
    [...byMember.value.values()].filter(
      ({ gridCode }) => area.length <= 6 || gridCode?.startsWith(area) === true,
    ).length

  return { byMember, countIn, hear, fetch }
})
