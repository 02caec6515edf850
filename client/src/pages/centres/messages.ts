/** The words of the page itself. */
export const centresMessages = {
  tabs: '机构与人员',
  tab: {
    found: '缺配清单',
    duty: '值班表',
    members: '网格员',
    grids: '网格核查',
    plans: '网格调整',
    rules: '配备要求',
  },
}

declare global {
  interface Texts {
    readonly centres: typeof centresMessages
  }
}
