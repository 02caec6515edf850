import { typedKeys } from '../kernel/index.ts'

/** The document forms that belong to a case, in the order of its way. Source: domain.md §4.6. */
export const documentNames = {
  visitRegister: '来访登记表',
  disputeRegister: '矛盾纠纷受理登记表',
  dispatchOrder: '事件交办单',
  refusalForm: '退单（改派）申请表',
  extensionForm: '延期申请审批表',
  suspensionForm: '挂账审批表',
  urgeNotice: '催办通知书',
  superviseNotice: '督办通知书',
  incidentFirst: '突发事件信息专报（初报）',
  incidentFollowing: '突发事件信息专报（续报）',
  incidentFinal: '突发事件信息专报（终报）',
  mediationRecord: '人民调解记录',
  mediationAgreement: '人民调解协议书',
  resultForm: '办结（处置反馈）单',
  checkForm: '核查单',
  returnVisit: '回访记录',
  volumeCover: '案卷封面',
  volumeContents: '卷内目录',
  volumeNote: '备考表',
} as const

export type DocumentCode = keyof typeof documentNames
export const documentCodes: readonly DocumentCode[] = typedKeys(documentNames)
