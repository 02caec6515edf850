/** Words of the list of what a county has on its way to the first report. */
export const readinessMessages = {
  ready: '必办事项已全部完成，可以受理上报。',
  left: '必办事项还差 {n} 项，完成后即可受理第一条上报。',
  optional: '可后补',
  count: '{have} / {of}',
  many: '{have}',
  state: { none: '未开始', begun: '进行中', done: '已完成' },
  print: '打印',
  paper: '开通清单',
  by: '由{role}办理',
  step: {
    divisions: {
      name: '区划',
      about: '乡镇、村（社区）名册，按统计用区划代码导入。',
      go: '去导入',
      unit: '个乡镇和村',
    },
    outlines: {
      name: '边界',
      about: '乡镇和村的边界。没有边界时，地图处以清单代替。',
      go: '去导入',
      unit: '个乡镇和村',
    },
    grids: { name: '网格', about: '每个村（社区）至少划分一个网格。', go: '去导入', unit: '个村' },
    units: {
      name: '综治中心与单位',
      about: '县、乡、村三级综治中心和承办单位。',
      go: '去导入',
      unit: '个乡镇和村',
    },
    persons: { name: '任职人员', about: '各级中心的岗位有人任职。', go: '去看缺配', unit: '个中心' },
    desks: { name: '值守账号', about: '每个乡镇至少有一个能受理的账号。', go: '去建账号', unit: '个乡镇' },
    members: {
      name: '网格员账号',
      about: '每个网格至少有一个能上报的账号。',
      go: '去建账号',
      unit: '个网格',
    },
    calendar: { name: '工作日历', about: '国务院放假安排，期限按工作日计算。', go: '去日历', unit: '个年度' },
    walls: {
      name: '大屏',
      about: '县、乡镇综治中心大厅的屏幕，按大屏码登记，不用密码。',
      go: '去登记',
      unit: '个中心',
    },
  },
}

declare global {
  interface Texts {
    readonly readiness: typeof readinessMessages
  }
}
