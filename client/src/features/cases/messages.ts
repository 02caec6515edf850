/** The words of cases that every page of them shares. */
export const caseMessages = {
  staleBy: '{who} 已于 {time} 办理「{move}」，事件已更新到最新状态，请核对后再办。',
  entry: { report: '上报', overdue: '超时' },
}
