import { centred, form, label, pair, paragraphs, value, wide } from '../blocks.ts'
import type { Draw } from '../drawing.ts'
import { mediaWords, villageWords, type CaseFile } from '../file.ts'
import type { DocumentBlock } from '../model.ts'
import { blankDate, kindWords, timeWords } from '../printable.ts'

const dayOf = (at: string | null): string => timeWords(at).slice(0, 10)

const subject = (file: CaseFile): string => `${villageWords(file)}“${kindWords(file.detail.case)}”事件`

/** 案卷封面. */
export const volumeCover: Draw = (file, _, leaves) => {
  const { case: current } = file.detail
  return {
    blocks: [
      ...paragraphs('cover', subject(file)),
      form(
        wide('立卷单位', file.names.centre),
        wide('事件编号', current.number),
        pair(['起始日期', dayOf(current.openedAt)], ['终止日期', dayOf(current.closedAt)]),
        pair(['全宗号', ''], ['目录号', '']),
        pair(['案卷号', ''], ['保管期限', '']),
        pair(['卷内文书', `${leaves.length} 件`], ['卷内页数', '　　　页']),
        pair(['立卷人', ''], ['立卷日期', '']),
      ),
    ],
  }
}

const shares = [8, 16, 22, 28, 17, 9]

/** 卷内目录: every document of the case in its order; the pages are numbered by hand when it is bound. */
export const volumeContents: Draw = (_file, _entry, leaves) => {
  const table: DocumentBlock = {
    kind: 'table',
    shares,
    hasHead: true,
    rows: [
      ['序号', '文号', '责任者', '题名', '日期', '页号'].map(name => label(name)),
      ...leaves.map(({ title, number, by, at }, i) => [
        centred(String(i + 1)),
        value(number),
        value(by),
        value(title),
        centred(dayOf(at)),
        centred(''),
      ]),
    ],
  }
  return { blocks: [table] }
}

/** 备考表: what the volume holds, and who bound and looked through it. */
export const volumeNote: Draw = (file, _, leaves) => {
  const held = [`文书 ${leaves.length} 件`, ...mediaWords(file)].join('、')
  return {
    blocks: [
      form(
        wide('案卷题名', subject(file)),
        wide('事件编号', file.detail.case.number),
        wide('本卷情况', `本卷存有${held}。\n需要说明的情况：`, { lines: 14 }),
        pair(['立卷人', ''], ['检查人', '']),
        pair(['立卷时间', blankDate], ['检查时间', blankDate]),
      ),
    ],
  }
}
