/** The words of what is done with several rows of the desk. */
export const deskMarkedMessages = {
  urge: '催办 {n} 件',
  urgeTitle: '批量催办 {n} 件',
  urgeSave: '催办',
  text: '催办意见',
  hint: '同一句意见逐件发给各承办单位。',
  missing: '请填写催办意见。',
  confirm: '向 {n} 件事件的承办单位发出催办。',
  urged: '已催办 {n} 件',
  print: '打印交办单',
  take: '导出 Excel',
  writing: '正在导出',
  taken: '已导出 {n} 件',
}

declare global {
  interface Texts {
    readonly deskMarked: typeof deskMarkedMessages
  }
}
