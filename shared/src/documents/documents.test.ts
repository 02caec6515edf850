import { describe, expect, it } from 'vitest'
import { aCaseFact, anActor, units } from '../cases/testing/index.ts'
import type { CaseDetail, CaseFact } from '../cases/index.ts'
import { detailOf, fileOf, type TimelineStep } from './builders.ts'
import { documentCodes, documentNames, type DocumentCode } from './codes.ts'
import { documentFileName, documentOf, documentsAwaited, documentsOf } from './documents.ts'
import type { CaseDocument } from './model.ts'

const duty = anActor('townshipDuty')
const begun = {
  acceptedAt: null,
  assignedAt: null,
  startedAt: '2026-11-25T02:00:00Z',
  doneAt: null,
  verifiedAt: null,
}
const accepted = { ...begun, startedAt: null, acceptedAt: '2026-11-25T01:35:00Z' }

/** Every word that is read on a document. */
function wordsOf(caseDocument: CaseDocument): string {
  const told = caseDocument.blocks.flatMap((block): (string | null)[] => {
    if (block.kind === 'table') return block.rows.flat().flatMap(cell => [cell.text, cell.foot])
    if (block.kind === 'seal') return [block.unit, block.date]
    if (block.kind === 'attachments') return block.names
    return block.kind === 'paragraph' ? [block.text] : block.people.map(one => one.label + one.name)
  })
  return [
    caseDocument.title,
    caseDocument.head?.issuer,
    caseDocument.head?.number,
    caseDocument.number,
    ...told,
  ].join('\n')
}

interface CaseTold {
  readonly case?: Partial<CaseFact>
  readonly steps?: readonly TimelineStep[]
}

const unitNames: Readonly<Record<string, string>> = {
  [units.department]: '县住房和城乡建设局',
  [units.other]: '城关镇派出所',
}
const aDetail = (told: CaseTold, more: Partial<CaseDetail> = {}) =>
  detailOf(aCaseFact(told.case), told.steps, more)
const aFile = (detail: CaseDetail, isDemo = false) => fileOf(detail, id => unitNames[id] ?? '', isDemo)

function drawn(form: DocumentCode, told: CaseTold, more: Partial<CaseDetail> = {}): CaseDocument {
  const answer = documentOf(aFile(aDetail(told, more)), { form }, duty)
  if (!answer.ok) throw new Error(`${form} was refused: ${answer.refusal.code}`)
  return answer.value
}

const codeOf = (form: string, told: CaseTold, of?: number) => {
  const answer = documentOf(aFile(aDetail(told)), { form, of }, duty)
  return answer.ok ? 'drawn' : answer.refusal.code
}

/** What each form waits for, and the same case without it. */
const cases: readonly (readonly [DocumentCode, CaseTold, CaseTold, readonly string[]])[] = [
  [
    'visitRegister',
    { case: { sourceCode: '03' } },
    {},
    ['李*', '138****8000', '两户因排水发生争执。', '来访人签名'],
  ],
  [
    'disputeRegister',
    { case: { steps: accepted }, steps: [['accept', { firstContact: '王芳' }]] },
    {},
    ['2026-11-25 09:35', '王芳', '张建国', '矛盾纠纷—恋爱及婚姻'],
  ],
  [
    'dispatchOrder',
    {
      steps: [
        ['assign', { ownerUnitId: units.department, coUnitIds: [units.other], requirement: '今天到场' }],
      ],
    },
    { steps: [['accept']] },
    ['县住房和城乡建设局：', '城关镇派出所', '今天到场', '二〇二六年十一月二十五日', '城关镇综治中心'],
  ],
  [
    'refusalForm',
    {
      steps: [
        ['assign', { ownerUnitId: units.department }],
        ['refuse', { reasonCode: 'notOurDuty', text: '属派出所职责', suggestedUnitId: units.other }],
        ['designate', { ownerUnitId: units.other, text: '由派出所办' }],
      ],
    },
    { steps: [['assign', { ownerUnitId: units.department }]] },
    ['非职责', '属派出所职责', '交由城关镇派出所主办。', '2026-11-25 09:32'],
  ],
  [
    'extensionForm',
    {
      steps: [
        ['askExtension', { reason: '等待检测', dueAt: '2026-12-01T09:00:00Z', media: ['a', 'b'] }],
        ['grantExtension', { text: '请按期', dueAt: '2026-11-30T09:00:00Z' }],
      ],
    },
    { steps: [['progress', { text: '在办' }]] },
    ['等待检测', '2026-12-01 17:00', '第 1 次', '附件 2 件', '同意延期至 2026-11-30 17:00。', '请按期'],
  ],
  [
    'suspensionForm',
    {
      steps: [
        ['suspend', { reasonCode: 'works', text: '等竣工', until: '2027-03-01T00:00:00Z', steward: '王五' }],
        ['recheck', { text: '平稳' }],
        ['resume', { text: '已竣工' }],
      ],
    },
    {},
    ['工程周期', '等竣工', '王五', '2027-03-01 08:00', '2026-11-25 09:32 张建国：平稳', '已竣工'],
  ],
  [
    'urgeNotice',
    {
      steps: [
        ['assign', { ownerUnitId: units.department }],
        ['urge', { text: '请今天办结' }, { to: 'assigned' }],
      ],
    },
    { steps: [['assign', { ownerUnitId: units.department }]] },
    ['请今天办结', '通知时该事件待签收。', '现予以催办：'],
  ],
  [
    'superviseNotice',
    {
      steps: [
        ['supervise', { card: 'orange', text: '请说明原因', noticeNumber: 'DB341222-20261125-0007' }],
        ['answerSupervision', { text: '已加派人手' }],
      ],
    },
    { steps: [['supervise', { card: 'orange', text: '请说明原因' }]] },
    ['DB341222-20261125-0007', '橙牌督办', '请说明原因', '已加派人手', '二〇二六年十一月二十五日'],
  ],
  [
    'incidentFirst',
    { case: { level: 'red' } },
    { case: { level: 'yellow' } },
    ['红（特别重大）', '死亡', '第　　　期'],
  ],
  [
    'incidentFollowing',
    { case: { level: 'orange' }, steps: [['progress', { text: '火势已控制' }]] },
    { case: { level: 'blue' }, steps: [['progress', { text: '火势已控制' }]] },
    ['火势已控制', '续报'],
  ],
  [
    'incidentFinal',
    { case: { level: 'red' }, steps: [['start'], ['finish', { resultCode: '12', text: '明火已扑灭' }]] },
    { case: { level: 'red' }, steps: [['start']] },
    ['明火已扑灭', '整改完成', '2026年11月25日9时31分，城关镇综治中心开始处置。'],
  ],
  [
    'mediationRecord',
    { case: { steps: begun }, steps: [['progress', { text: '已约双方到场' }]] },
    { case: { categoryCode: 'E0301', steps: begun } },
    ['2026年11月25日9时31分，张建国：已约双方到场', '调解员（签名）：'],
  ],
  [
    'mediationAgreement',
    {
      steps: [
        [
          'finish',
          { resultCode: '10', methodCode: 'peopleMediation', text: '甲方恢复原状', amountYuan: 1200.5 },
        ],
      ],
    },
    { steps: [['finish', { resultCode: '11', methodCode: 'peopleMediation', text: '甲方恢复原状' }]] },
    ['甲方恢复原状', '协议金额 1200.5 元。', '人民调解委员会'],
  ],
  [
    'resultForm',
    {
      steps: [
        ['finish', { resultCode: '11', methodCode: 'peopleMediation', text: '双方和解', participants: 4 }],
      ],
    },
    { steps: [['start']] },
    ['化解成功（口头协议）', '人民调解', '双方和解', '4'],
  ],
  [
    'checkForm',
    {
      steps: [
        ['finish', { text: '双方和解' }],
        ['rework', { text: '当事人不认可' }],
      ],
    },
    { steps: [['start']] },
    ['双方和解', '退回返工', '当事人不认可'],
  ],
  [
    'returnVisit',
    { steps: [['archive', { satisfaction: 'satisfied', performance: 'performed', text: '群众认可' }]] },
    { case: { status: 'verified' } },
    ['满意', '已履行', '群众认可'],
  ],
  [
    'volumeCover',
    { case: { status: 'archived' } },
    { case: { status: 'handling' } },
    ['立卷单位', '城关镇综治中心'],
  ],
  [
    'volumeContents',
    { case: { status: 'archived' }, steps: [['urge', { text: '快' }]] },
    { case: { status: 'verified' } },
    ['1', '催办通知书', '2026-11-25'],
  ],
  ['volumeNote', { case: { status: 'closed' } }, { case: { status: 'voided' } }, ['本卷存有文书']],
]

describe('the documents of a case', () => {
  it('are all looked at here', () => {
    expect(cases.map(([code]) => code).sort()).toEqual([...documentCodes].sort())
  })

  it.each(cases)(
    '%s is there when the case has come to it, with what is on record',
    (code, ready, _, said) => {
      expect(documentsOf(aDetail(ready), duty).map(({ form }) => form)).toContain(code)
      const words = wordsOf(drawn(code, ready))
      for (const one of said) expect(words).toContain(one)
    },
  )

  it.each(cases)('%s is either there or awaited, never both', (code, ready, early) => {
    for (const told of [ready, early]) {
      const there = documentsOf(aDetail(told), duty).map(({ form }) => form)
      const awaited = documentsAwaited(aDetail(told), duty)

      expect(awaited.some(({ form }) => form === code)).toBe(told === early)
      expect([...new Set(there), ...awaited.map(({ form }) => form)].sort()).toEqual(
        [...documentCodes].sort(),
      )
      for (const { since } of awaited) expect(since).toMatch(/[时后]$/)
    }
  })

  it.each(cases)('%s is refused before, with when there will be one', (code, _, early) => {
    const answer = documentOf(aFile(aDetail(early)), { form: code }, duty)

    expect(documentsOf(aDetail(early), duty).map(({ form }) => form)).not.toContain(code)
    expect(answer).toMatchObject({
      refusal: { code: 'document.notYet', detail: { name: documentNames[code] } },
    })
    expect(!answer.ok && answer.refusal.detail['since']).toMatch(/[时后]$/)
  })

  it('are one for each entry that gave rise to them; the latest is drawn unless another is asked for', () => {
    const steps: TimelineStep[] = [
      ['urge', { text: '第一次' }],
      ['urge', { text: '第二次' }],
    ]
    const urged = documentsOf(aDetail({ steps }), duty).filter(({ form }) => form === 'urgeNotice')

    expect(urged.map(({ of }) => of)).toEqual([2, 3])
    expect(wordsOf(drawn('urgeNotice', { steps }))).toContain('第二次')
    const first = documentOf(aFile(aDetail({ steps })), { form: 'urgeNotice', of: 2 }, duty)
    expect(first.ok && wordsOf(first.value)).toContain('第一次')
    expect(codeOf('urgeNotice', { steps }, 9)).toBe('document.unknown')
  })

  it('have the blank one of the whole case last: it is drawn where no entry is asked for', () => {
    const agreed = { resultCode: '10', methodCode: 'peopleMediation', text: '各退一步' }
    const told: CaseTold = { case: { status: 'rework' }, steps: [['finish', agreed], ['rework']] }
    const both = documentsOf(aDetail(told), duty).filter(({ form }) => form === 'mediationAgreement')

    expect(both.map(({ of }) => of)).toEqual([2, null])
    expect(wordsOf(drawn('mediationAgreement', told))).not.toContain('各退一步')
  })

  it('are none of a name that no form has', () => {
    expect(codeOf('constructor', {})).toBe('document.unknown')
    expect(codeOf('', {})).toBe('document.unknown')
  })

  it('are kept from whoever sees only that there is a sensitive case, and from walls', () => {
    const told = { case: { sensitive: true, sourceCode: '03' } }
    const stranger = anActor('villageSecretary')
    const wall = anActor('wall')

    expect([...documentsOf(aDetail(told), stranger), ...documentsAwaited(aDetail(told), stranger)]).toEqual(
      [],
    )
    expect(documentsOf(aDetail({ case: { sourceCode: '03' } }), wall)).toEqual([])
    expect(documentOf(aFile(aDetail(told)), { form: 'visitRegister' }, stranger)).toMatchObject({
      refusal: { code: 'document.masked' },
    })
    expect(documentsOf(aDetail(told), duty)).not.toEqual([])
  })
})

describe('a document', () => {
  it('names nobody where the timeline does not say who owned the case then', () => {
    const steps: TimelineStep[] = [
      ['urge', { text: '快' }],
      ['recall', { reason: '派错' }],
    ]
    const [addressed] = drawn('urgeNotice', { steps }).blocks

    expect(addressed).toMatchObject({ look: 'addressee', text: '　　　　　　：' })
  })

  it('addresses the unit of that day, not of today', () => {
    const steps: TimelineStep[] = [
      ['assign', { ownerUnitId: units.other }],
      ['urge', { text: '快' }],
      ['reassign', { ownerUnitId: units.department, reason: '职责' }],
    ]

    expect(wordsOf(drawn('urgeNotice', { steps }))).toContain('城关镇派出所：')
  })

  it('leaves room to write where nothing is on record', () => {
    const { blocks } = drawn('mediationAgreement', { case: { status: 'handling' } }, { text: null })

    expect(blocks.filter(block => block.kind === 'paragraph' && block.look === 'blank')).toHaveLength(12)
  })

  it('says 演示数据 in a demo county and nothing of it elsewhere', () => {
    const asked = { form: 'visitRegister' }
    const detail = aDetail({ case: { sourceCode: '03' } })
    const demo = documentOf(aFile(detail, true), asked, duty)
    const earnest = documentOf(aFile(detail), asked, duty)

    expect([demo.ok && demo.value.note, earnest.ok && earnest.value.note]).toEqual(['演示数据', null])
  })

  it('takes what XML cannot carry and what turns the writing out of every text, and leaves the rest', () => {
    const text = `<b>&"甲"\u0001\u202E乙\u2066丙\uFFFF 😀\r\n第二段\t完`
    const words = wordsOf(drawn('visitRegister', { case: { sourceCode: '03' } }, { text }))

    expect(words).toContain('<b>&"甲"乙丙 😀\n第二段  完')
  })

  it('holds a text of ten thousand characters whole', () => {
    const text = '水'.repeat(10_000)

    expect(wordsOf(drawn('visitRegister', { case: { sourceCode: '03' } }, { text }))).toContain(text)
  })

  it('is called by its form and the number of its case', () => {
    expect(documentFileName({ name: '督办通知书', caseNumber: 'ZZ341222-20261125-0001' })).toBe(
      '督办通知书-ZZ341222-20261125-0001.docx',
    )
  })

  it('adds up: the cells of a row fill the columns of their table', () => {
    for (const [code, ready] of cases) {
      for (const block of drawn(code, ready).blocks) {
        if (block.kind !== 'table') continue
        const spans = block.rows.map(row => row.reduce((sum, { span }) => sum + span, 0))
        expect([code, ...new Set(spans)]).toEqual([code, block.shares.length])
        expect(block.shares.reduce((sum, share) => sum + share, 0)).toBe(100)
      }
    }
  })
})
