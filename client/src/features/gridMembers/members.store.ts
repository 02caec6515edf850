import type { BodyOf, Result } from '@shuniu/shared/kernel'
import {
  addTraining,
  changeMemberFile,
  handGridOver,
  listGridMembers,
  listScoreTemplates,
  seeGridStaffing,
  setScoreTemplate,
} from '@shuniu/shared/gridMembers'
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { call } from '../../platform/http/index.ts'
import { createReading } from '../../platform/http/reading.ts'
import { createCommandIds } from '../../platform/ids/index.ts'

type WithoutId<T> = Omit<T, 'id'>

/** How many grid members each village has, and one village's grids and members. */
export const useGridMembers = defineStore('gridMembers', () => {
  const village = shallowRef('')
  const counts = createReading(() => call(seeGridStaffing))
  const detail = createReading(() => call(listGridMembers, { params: { code: village.value } }))
  const templates = createReading(() => call(listScoreTemplates))
  const ids = createCommandIds<unknown>(command => JSON.stringify(command))

  async function sent<T>(command: unknown, send: (id: string) => Promise<Result<T>>): Promise<Result<T>> {
    const answer = await send(ids.of(command))
    if (answer.ok || answer.refusal.code !== 'link.down') ids.answered(command)
    await Promise.all([counts.read(), ...(village.value === '' ? [] : [detail.read()]), templates.read()])
    return answer
  }
  return {
    village,
    countsState: counts.state,
    items: computed(() => counts.value.value?.items ?? []),
    readCounts: counts.read,
    detailState: detail.state,
    detail: computed(() => detail.value.value),
    readDetail: detail.read,
    templatesState: templates.state,
    templates: computed(() => templates.value.value?.items ?? []),
    readTemplates: templates.read,
    async open(code: string): Promise<void> {
      if (code !== village.value) {
        village.value = code
        detail.expect()
      }
      await detail.read()
    },
    changeFile: (personId: string, file: WithoutId<BodyOf<typeof changeMemberFile>>) =>
      sent({ personId, ...file }, id =>
        call(changeMemberFile, { params: { id: personId }, body: { id, ...file } }),
      ),
    train: (personId: string, held: WithoutId<BodyOf<typeof addTraining>>) =>
      sent({ personId, ...held }, id =>
        call(addTraining, { params: { id: personId }, body: { id, ...held } }),
      ),
    handOver: (code: string, to: WithoutId<BodyOf<typeof handGridOver>>) =>
      sent({ code, ...to }, id => call(handGridOver, { params: { code }, body: { id, ...to } })),
    setTemplate: (template: WithoutId<BodyOf<typeof setScoreTemplate>>) =>
      sent(template, id => call(setScoreTemplate, { body: { id, ...template } })),
  }
})
