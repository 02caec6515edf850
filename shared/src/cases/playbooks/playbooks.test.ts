import { describe, expect, it } from 'vitest'
import { instant } from '../../kernel/index.ts'
import { Check } from 'typebox/schema'
import { caseLevels, leafCategories } from '../catalogue/index.ts'
import { decideMove } from '../lifecycle/decideMove.ts'
import type { CaseEntry, CaseFact } from '../model.ts'
import type { CommandOf } from '../moves/commands.ts'
import { aCaseFact, anActor, aPlaybook, centres, trialLaw, units } from '../testing/index.ts'
import { standardCatalogue } from '../catalogue/index.ts'
import { playbookFor, playbookOf, playbooksAt } from './choosing.ts'
import { PlaybookEdition } from './playbook.ts'
import { standardPlaybooks } from './standard/index.ts'
import { ticksOf } from './ticking.ts'

const now = instant('2026-11-25T02:00:00.000Z')
const contents = standardPlaybooks.map(({ code, content }) => ({ code, content }))

describe('the standard playbooks', () => {
  it.each(contents.map(one => [one.code, one] as const))('%s has its shape', (_, { content }) => {
    const edition = standardPlaybooks.find(one => one.content === content)
    expect(Check(PlaybookEdition, edition)).toBe(true)
    const codes = content?.steps.map(({ code }) => code) ?? []
    expect(new Set(codes).size).toBe(codes.length)
    expect(content?.source).not.toBe('')
  })

  it('are there for each kind that matters, and each is for kinds of the catalogue', () => {
    const kinds = ['E0508', 'E0507', 'E0501', 'E0202', 'E0504', 'E0210', 'E0903', 'E0510', 'E0503', 'E0505']
    const names = kinds.map(
      categoryCode => playbookFor(standardPlaybooks, { categoryCode, level: 'red' }, now)?.code,
    )
    expect(names).toEqual([
      ...['gasLeak', 'drowning', 'fire', 'fight', 'waterlogging', 'missingPerson', 'schoolIncident'],
      ...['emotionalCrisis', 'trafficAccident', 'foodPoisoning'],
    ])
    const known = leafCategories.map(({ code }) => code)
    for (const kind of contents.flatMap(({ content }) => content?.kinds ?? []))
      expect(known.some(code => code.startsWith(kind))).toBe(true)
  })

  it('never two equally narrow for one kind and level', () => {
    for (const level of caseLevels)
      for (const { code: categoryCode } of leafCategories) {
        const meant = contents.filter(
          ({ content }) => content?.levels.includes(level) && content.kinds.includes(categoryCode),
        )
        expect(meant.length, `${categoryCode} ${level}`).toBeLessThanOrEqual(1)
      }
  })

  it('say of a person in distress what is done, and no word of what they are', () => {
    const crisis = contents.find(({ code }) => code === 'emotionalCrisis')?.content
    const said = [crisis?.name, ...(crisis?.steps.map(({ text }) => text) ?? [])].join()
    for (const word of ['精神病', '患者', '重点人员', '风险等级', '评分']) expect(said).not.toContain(word)
  })
})

describe('the playbook of a case', () => {
  const edited = { ...aPlaybook(), code: 'gasLeak', edition: 7, effectiveFrom: '2026-11-25' }
  const later = {
    ...edited,
    madeAt: '2026-11-25T01:00:00.000Z',
    content: { ...edited.content, kinds: ['E0508'] },
  }
  const editions = [...standardPlaybooks, later]
  const leak = (named: Partial<CaseFact> = {}) => aCaseFact({ categoryCode: 'E0508', level: 'red', ...named })
  const acceptedAt = (at: string) => ({ ...leak().steps, acceptedAt: at })

  it('is the edition in force when it was accepted; a later one changes no case under way', () => {
    const before = leak({ steps: acceptedAt('2026-11-25T00:59:00.000Z') })
    const after = leak({ steps: acceptedAt('2026-11-25T01:01:00.000Z') })

    expect(playbookOf(editions, before, now)?.edition).toBe(0)
    expect(playbookOf(editions, after, now)?.edition).toBe(7)
    expect(playbookOf(editions, leak(), now)?.edition).toBe(7)
  })

  it('is the one that was ticked, as long as it is meant for the case', () => {
    const playbook = { code: 'gasLeak', edition: 0, ticked: ['askCaller'] }
    const accepted = { playbook, steps: acceptedAt('2026-11-25T01:01:00.000Z') }

    expect(playbookOf(editions, leak(accepted), now)?.edition).toBe(0)
    expect(playbookOf(editions, leak({ ...accepted, categoryCode: 'E0501' }), now)?.code).toBe('fire')
  })

  it('ends with an edition that says nothing, and is none where none is meant', () => {
    const ended = { ...later, edition: 8, content: null }

    expect(playbooksAt([...editions, ended], now).map(({ code }) => code)).not.toContain('gasLeak')
    expect(playbookOf(standardPlaybooks, leak({ categoryCode: '0101' }), now)).toBeUndefined()
  })
})

describe('a ticked step', () => {
  const around = {
    now,
    law: trialLaw,
    catalogue: standardCatalogue,
    centres,
    noticeNumber: '',
    actor: anActor('townshipDuty'),
  }
  const tick = (named: Partial<CommandOf<'tick'>> = {}): CommandOf<'tick'> => ({
    move: 'tick',
    playbook: 'trial',
    edition: 0,
    step: 'first',
    stepResult: 'done',
    ...named,
  })
  const handled = aCaseFact({ status: 'handling', ownerUnitId: units.department })
  const decide = (command: CommandOf<'tick'>, current: CaseFact = handled, playbook = aPlaybook()) =>
    decideMove({ fact: current, caseClocks: [] }, command, { ...around, playbook })
  const codeOf = (...asked: Parameters<typeof decide>) => {
    const decided = decide(...asked)
    return decided.ok ? decided.value.fact.playbook?.ticked : decided.refusal.code
  }
  const ticked = { ...handled, playbook: { code: 'trial', edition: 0, ticked: ['first'] } }

  it('is kept once, beside status and clocks', () => {
    const decided = decide(tick())

    expect(decided.ok && decided.value.fact).toMatchObject({
      status: 'handling',
      playbook: { code: 'trial', edition: 0, ticked: ['first'] },
      handlerIds: [],
    })
    expect(codeOf(tick(), ticked)).toBe('playbook.tickedAlready')
    expect(codeOf(tick({ step: 'second' }), ticked)).toEqual(['first', 'second'])
  })

  it('is taken back, or said to be not needed, with a reason', () => {
    expect(codeOf(tick({ stepResult: 'undone' }), ticked)).toBe('playbook.unexplained')
    expect(codeOf(tick({ stepResult: 'undone', text: '勾错了' }), ticked)).toEqual([])
    expect(codeOf(tick({ stepResult: 'undone', text: '勾错了' }))).toBe('playbook.notTicked')
    expect(codeOf(tick({ stepResult: 'notNeeded' }))).toBe('playbook.unexplained')
    expect(codeOf(tick({ stepResult: 'notNeeded', text: '现场无人' }))).toEqual(['first'])
  })

  it('is refused of another playbook, of another edition, and where there is none of the kind', () => {
    expect(codeOf(tick({ playbook: 'fire' }))).toBe('playbook.changed')
    expect(codeOf(tick({ edition: 3 }))).toBe('playbook.changed')
    expect(codeOf(tick({ step: 'third' }))).toBe('playbook.unknownStep')
    const none = decideMove({ fact: handled, caseClocks: [] }, tick(), around)
    expect(none.ok ? '' : none.refusal.code).toBe('playbook.none')
  })

  it('is read from the record with who and when, the last word of each step', () => {
    const entry = (filled: Record<string, unknown>, at: string): CaseEntry => ({
      id: '',
      at,
      move: 'tick',
      from: null,
      to: null,
      actorId: null,
      actorName: '李四',
      actorRole: 'townshipDuty',
      actorUnit: '城关镇综治中心',
      version: 2,
      filled: { playbook: 'trial', edition: 0, ...filled },
    })
    const timeline = [
      entry({ step: 'first', stepResult: 'done' }, '2026-11-25T01:00:00.000Z'),
      entry({ step: 'second', stepResult: 'notNeeded', text: '无人' }, '2026-11-25T01:01:00.000Z'),
      entry({ step: 'first', stepResult: 'undone', text: '勾错了' }, '2026-11-25T01:02:00.000Z'),
      entry({ step: 'first', stepResult: 'done', edition: 4 }, '2026-11-25T01:03:00.000Z'),
    ]

    expect(ticksOf(timeline, { code: 'trial', edition: 0 })).toEqual([
      {
        step: 'second',
        result: 'notNeeded',
        at: '2026-11-25T01:01:00.000Z',
        by: '李四',
        unit: '城关镇综治中心',
        text: '无人',
      },
    ])
  })
})
