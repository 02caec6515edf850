import type { CaseMove } from '@shuniu/shared/cases'
import type { FieldName } from '../cases/index.ts'

/** What officers often write, ready to be taken and changed. */
const phrases: Readonly<Partial<Record<`${CaseMove}.${FieldName}`, readonly string[]>>> = {
  'assign.requirement': ['请尽快到场处置并反馈。', '请先稳控现场，再行处置。', '请联系上报人核实后处置。'],
  'recall.reason': ['主办单位选错，重新派遣。', '情况有变，重新派遣。'],
  'askInfo.text': ['请补充具体地点。', '请补充现场照片。', '请补充涉事人数和现状。'],
  'reject.text': ['经核实，反映情况不存在。', '不属本中心受理范围，已告知上报人反映渠道。'],
  'refuse.text': ['不属本单位职责。', '事发地不在本辖区。'],
  'progress.text': ['已到现场，正在处置。', '已联系当事人，约定调解时间。'],
  'finish.text': ['已到现场处置完毕，问题消除，已告知反映人。', '经调解双方达成一致，已签订协议。'],
  'pass.text': ['电话核实，问题已解决，反映人认可。'],
  'rework.text': ['问题尚未解决，请继续处置。', '反映人不认可处置结果，请重新处置。'],
  'close.opinion': ['核查属实，同意结案。'],
  'changeLevel.reason': ['涉及人数增加。', '存在扩大风险。', '现场已控制，风险降低。'],
}

export const phrasesOf = (move: CaseMove, field: FieldName): readonly string[] =>
  phrases[`${move}.${field}`] ?? []
