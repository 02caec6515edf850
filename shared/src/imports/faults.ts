import * as Type from 'typebox'
import type { Static } from 'typebox'
import { closed, nullable } from '../kernel/index.ts'

/** What is wrong with rows of a file, and what to do about it; `{…}` is filled from the fault's detail. */
export const rowFaultTexts: Readonly<Record<string, string>> = {
  'cell.formula': '公式没有算出的值，请改为数值后重新上传',
  'cell.error': '单元格是错误值（如 #REF!），请改正',
  'cell.tooLong': '内容过长，请缩短',
  'cell.unreadable': '含有无法识别的字符，请检查文件编码后重新填写',
  'cell.missing': '必填项为空，请填写',
  'number.lostDigits': '超过15位的数字被 Excel 改动过，请把该列设为文本后重新填写完整号码',
  'number.scientific': '号码成了科学计数法（如 1.38E+10），请把该列设为文本后重新填写',
  'code.shape': '代码应为6位（县）、9位（乡镇）、12位（村）或15位（网格）数字',
  'count.shape': '应为不小于0的整数，且不能过大',
  'phone.shape': '电话号码不正确，应为11位手机号或带区号的座机号',
  'mobile.shape': '手机号码应为11位数字',
  'day.shape': '日期应写到日，如 2026-03-01 或 2026年3月1日',
  'account.shape': '账号应为2至64位字母、数字、点、短横或下划线',
  'word.unknown': '不在可填的内容之中，请按模板第二行填写',
  'row.twice': '与第 {row} 行重复，请保留一行',
  'area.otherCounty': '不是本县（{county}）的代码，请核对是否用错了文件',
  'area.unknown': '名录中没有这个代码，可能是旧年度的代码，请核对或先导入区划',
  'area.notYours': '不在您的管辖范围内',
  'area.noParent': '上级 {parent} 不在名录和本文件中，请先补上上级',
  'area.codeMoved': '“{name}”在名录中的代码是 {code}；如果代码确有变更，请先在区划管理中变更',
  'area.ended': '这个代码已随区划调整停用，请改用现行代码 {now}',
  'area.wrongTier': '这里不能填这一级的代码',
  'grid.noCode': '请填写15位网格编码，或填写村代码和序号',
  'grid.codesDiffer': '网格编码与村代码、序号不一致，请核对',
  'grid.tooMany': '超过500人，建议拆分网格（不影响导入）',
  'unit.unknown': '单位名录中没有“{unit}”，请先导入单位或改正名称',
  'unit.several': '有多个单位叫“{unit}”，请写全称',
  'unit.noCentre': '名录中没有代码为 {unit} 的综治中心，请先导入单位或改写单位名称',
  'unit.needed': '这个角色须填写所属单位',
  'person.noPlace': '请填写所属区划代码或单位',
  'person.namesake': '本区划已有同名人员，手机号不同；如是同一人换号，请先修改其手机号（不影响导入）',
  'person.unlisted': '人员名录中没有这个姓名和手机号的人，请先导入人员或改正',
  'appointment.notOfUnit': '“{unit}”没有这个岗位，请核对单位和岗位',
  'appointment.otherManner': '同一任职已登记为“{manner}”，如要更改请先截止原任职',
  'appointment.tooOld': '任职日期早于 {firstDay}，请核对',
  'appointment.tooFar': '任职日期不能晚于 {lastDay}',
  'appointment.endsBeforeItBegins': '离任日期早于任职日期，请核对',
  'appointment.endsLater': '已登记于 {to} 离任，不能改晚；如继续任职请另起一行',
  'appointment.isOver': '这次任职已经结束，离任日期不能再改',
  'appointment.standInTooLong': '代理须写离任日期，且不晚于 {latest}',
  'appointment.notFullTime': '这是专职岗位，不能兼任',
  'appointment.twice': '此人在 {from} 至 {to} 已任这一岗位',
  'appointment.exclusive': '此人在 {from} 至 {to} 任“{post}”，与这一岗位不能同时担任',
  'appointment.postFilled': '这一岗位在 {day} 已满员，请先写明前任的离任日期',
  'outline.none': '没有面状边界，请检查这一要素',
  'outline.crossing': '边界自相交且无法修复，请在制图软件中改正',
  'outline.outside': '位置不在本县范围内，请核对坐标系或文件',
  'outline.unnamed': '没有代码，名称在名录中也找不到，请补上代码',
  'outline.severalNamed': '有多个区划叫“{name}”，请补上代码',
  'outline.parts': '有 {parts} 块，只取最大的一块（不影响导入）',
  'outline.holes': '有 {holes} 个空洞，已略去（不影响导入）',
  'outline.simplified': '拐点由 {from} 个简化为 {to} 个（不影响导入）',
  'outline.repaired': '自相交处已修复（不影响导入）',
  'account.wrongScope': '角色“{role}”不能属于这一级区划',
  'account.confusable': '与账号 {alike} 太相像，请换一个',
  'account.isAdmin': '管理员账号不能用表格修改，请在账号管理中办理',
  'account.elsewhere': '这个账号名已用于本辖区以外或县直单位的人员，请换一个账号名，或请县安全管理员修改',
}

/** One thing wrong with a row: which row of the sheet, which column, and the code of the sentence. */
export const RowFault = closed({
  /** As the sheet counts: the first row is 1. */
  row: Type.Integer(),
  /** Key of the column; null where the row as a whole is meant. */
  column: nullable(Type.String()),
  code: Type.String(),
  detail: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()])),
  /** Does not keep the row from being imported. */
  isWarning: Type.Boolean(),
})
export type RowFault = Static<typeof RowFault>

/** The sentence of a fault. */
export const rowFaultText = ({ code, detail }: Pick<RowFault, 'code' | 'detail'>): string =>
  (rowFaultTexts[code] ?? code).replaceAll(/\{(\w+)\}/g, (_, key: string) => String(detail[key] ?? ''))
