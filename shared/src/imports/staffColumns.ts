import { postKinds, postRows } from '../staffing/index.ts'
import { readAreaCode, readDay, readMobile, readOneOf, readPhone, readWords } from './cells.ts'
import type { ImportColumn } from './columns.ts'

/** By these two together a person is known: neither a name alone nor a number that is handed on names somebody. */
const person: readonly ImportColumn[] = [
  {
    key: 'name',
    heading: '姓名',
    synonyms: ['人员姓名', '名字', '任职人员'],
    isRequired: true,
    read: readWords(40),
    explain: '必填',
    examples: ['张三', '李四'],
  },
  {
    key: 'mobile',
    heading: '手机',
    synonyms: ['手机号', '手机号码', '联系电话', '电话', '移动电话', '联系方式'],
    isRequired: true,
    read: readMobile,
    explain: '必填，11位，与姓名一起识别同一人',
    examples: ['13800138001', '13800138002'],
  },
]
const unit: ImportColumn = {
  key: 'unit',
  heading: '单位',
  synonyms: ['单位名称', '工作单位', '所在单位', '任职单位', '综治中心', '中心名称', '中心'],
  isRequired: true,
  read: readWords(50),
  explain: '必填，单位名称，或综治中心所在区划的代码',
  examples: ['城关镇综治中心', '341222100001'],
}
const areaCode: ImportColumn = {
  key: 'areaCode',
  heading: '所属区划代码',
  synonyms: ['所属区划', '区划代码', '区划编码', '所在区划代码'],
  isRequired: false,
  read: readAreaCode,
  explain: '选填，县6位、乡镇9位、村12位',
  examples: ['341222100', ''],
}

/** Source: domain.md §1.1, §1.4. */
export const personColumns: readonly ImportColumn[] = [
  ...person,
  { ...areaCode, explain: '与单位至少填一个，县6位、乡镇9位、村12位' },
  { ...unit, isRequired: false, explain: '没有区划代码时，按单位所在的区划' },
  {
    key: 'officePhone',
    heading: '办公电话',
    synonyms: ['办公室电话', '固定电话', '座机'],
    isRequired: false,
    read: readPhone,
    explain: '选填',
    examples: ['0558-8612345', ''],
  },
]

/** What counties call the posts beside their names. */
const postWords = Object.fromEntries(postKinds.map(post => [post, [postRows[post].name]]))
/** 专职 is somebody's own work, 兼职 beside another. */
const mannerWords = {
  regular: ['任职', '专职', '全职', '正职'],
  concurrent: ['兼任', '兼职'],
  deputy: ['副职'],
  standIn: ['代理', '代职', '临时负责'],
} as const

/** Source: domain.md §1.1, S2–S11, S31–S36. */
export const appointmentColumns: readonly ImportColumn[] = [
  ...person,
  unit,
  { ...areaCode, explain: '选填，几个单位同名时按它区分' },
  {
    key: 'post',
    heading: '岗位',
    synonyms: ['职务', '岗位名称', '任职岗位', '担任职务'],
    isRequired: true,
    read: readOneOf(postWords),
    explain: `必填，${postKinds.map(post => postRows[post].name).join('、')}之一`,
    examples: ['综治办主任', '治保主任'],
  },
  {
    key: 'manner',
    heading: '专兼职',
    synonyms: ['任职方式', '专职或兼职', '专职兼职', '任职类型'],
    isRequired: false,
    read: readOneOf(mannerWords),
    explain: '选填，专职、兼职、副职、代理；不填为专职',
    examples: ['专职', '兼职'],
  },
  {
    key: 'from',
    heading: '任职日期',
    synonyms: ['任职时间', '到任日期', '开始日期', '任职起始日期', '起始日期'],
    isRequired: true,
    read: readDay,
    explain: '必填，如 2026-03-01',
    examples: ['2025-03-01', '2025年9月1日'],
  },
  {
    key: 'to',
    heading: '离任日期',
    synonyms: ['离任时间', '截止日期', '终止日期', '结束日期', '任职截止日期', '免职日期'],
    isRequired: false,
    read: readDay,
    explain: '选填，仍在任的不填或写“至今”',
    examples: ['', '至今'],
  },
  {
    key: 'reason',
    heading: '依据',
    synonyms: ['任职文件', '文号', '任职依据', '任职文号'],
    isRequired: false,
    read: readWords(200),
    explain: '选填，任职文件或文号',
    examples: ['太综治〔2025〕3号', ''],
  },
]
