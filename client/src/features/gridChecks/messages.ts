/** The words of 网格核查. */
export const gridCheckMessages = {
  title: '网格核查',
  lead: '共 {grids} 个网格，待整改 {open} 项，其中逾期 {late} 项。',
  never: '尚未核查过，正在等待第一轮核查。',
  checkedAt: '上次核查 {time}',
  checking: '正在核查…',
  recheck: '立即核查',
  asked: '已开始核查，稍后自动显示结果。',
  all: '全部问题',
  late: '逾期 {n}',
  state: { open: '待整改', waived: '核实无误', mended: '已整改' },
  townshipAll: '全部乡镇',
  noneOpen: '没有待整改的问题。',
  none: '没有这样的记录。',
  more: '更多',
  print: '打印',
  paper: '网格核查问题清单',
  column: {
    subject: '网格（村）',
    check: '问题',
    measure: '数值',
    foundAt: '发现',
    dueOn: '整改期限',
    note: '说明',
  },
  measure: { 人: '{n} 人', 平方米: '{n} 平方米', 亩: '{n} 亩', 天: '{n} 天', 个: '{n} 个网格' },
  split: '按每格 500 人，建议分为 {n} 格',
  others: '涉及：{codes}',
  task: {
    title: '整改任务',
    how: '怎么改：{mend}。改好后由下一轮核查自动确认。',
    dueOn: '整改期限',
    note: '说明',
    noteHint: '整改安排；核实无误的，写明依据',
    waive: '核实无误，不再要求整改',
    save: '保存',
    saved: '已保存整改任务。',
    source: '依据 {source}',
    mendedAt: '{time} 已整改',
    sketch: '{name} 示意图：红色为问题所在',
  },
}

declare global {
  interface Texts {
    readonly gridChecks: typeof gridCheckMessages
  }
}
