import type { CommandOf } from '../moves/commands.ts'
import type { CaseMove } from '../moves/index.ts'
import { anId, units } from './ids.ts'

const joint = {
  whistle: { move: 'whistle', unitIds: [units.other], purpose: '请到场联合处置' },
  arrive: { move: 'arrive' },
  coSign: { move: 'coSign' },
  coRefuse: { move: 'coRefuse', reasonCode: 'notOurDuty', text: '不属本单位' },
  coFeedBack: { move: 'coFeedBack', text: '本单位部分已处置' },
  waive: { move: 'waive', unitId: units.other, reason: '已无需协办' },
} as const

const intake = {
  accept: { move: 'accept', categoryCode: '0101', level: 'blue' },
  reject: { move: 'reject', reasonCode: 'untrue', text: '查无此事' },
  askInfo: { move: 'askInfo', text: '请补充地点' },
  giveInfo: { move: 'giveInfo', text: '在村口' },
  askVerification: { move: 'askVerification' },
  giveFinding: { move: 'giveFinding', finding: 'true', text: '现场属实' },
  withdraw: { move: 'withdraw', reason: '双方已和好' },
  merge: { move: 'merge', masterId: anId(101) },
  unmerge: { move: 'unmerge', reason: '并错了' },
  passReview: { move: 'passReview', opinion: '处置到位' },
  failReview: { move: 'failReview', text: '仍有残留' },
  settle: { move: 'settle' },
} as const

const solving = {
  assign: { move: 'assign', ownerUnitId: units.department },
  recall: { move: 'recall', reason: '派错单位' },
  designate: { move: 'designate', ownerUnitId: units.other, text: '由该单位主办' },
  reassign: { move: 'reassign', ownerUnitId: units.other, reason: '职责调整' },
  sign: { move: 'sign' },
  refuse: { move: 'refuse', reasonCode: 'notOurDuty', text: '不属本单位' },
  start: { move: 'start' },
  progress: { move: 'progress', text: '已到场' },
  finish: {
    move: 'finish',
    resultCode: '11',
    methodCode: 'peopleMediation',
    text: '已组织双方当面调解,达成一致意见,当场履行完毕。',
  },
  askExtension: { move: 'askExtension', reason: '需专业检测', dueAt: '2026-12-01T03:00:00.000Z' },
  grantExtension: { move: 'grantExtension' },
  denyExtension: { move: 'denyExtension', text: '请按期办结' },
  suspend: {
    move: 'suspend',
    reasonCode: 'works',
    text: '等待工程竣工',
    until: '2027-03-01T00:00:00.000Z',
    steward: '王五',
  },
  recheck: { move: 'recheck', text: '现场稳定' },
  resume: { move: 'resume', text: '工程已竣工' },
  escalate: { move: 'escalate', done: '已调解三次', obstacle: '涉及多个部门' },
  sendBack: { move: 'sendBack', reason: '可由本级解决' },
  transfer: { move: 'transfer', targetCode: 'court', documentNumber: '太移字3号', text: '移送法院' },
  giveTransferResult: { move: 'giveTransferResult', resultCode: '20', text: '法院已立案' },
  takeBack: { move: 'takeBack', reason: '对方不予受理' },
} as const

const following = {
  pass: { move: 'pass', method: 'video' },
  rework: { move: 'rework', text: '当事人不认可' },
  close: { move: 'close', opinion: '同意结案' },
  archive: { move: 'archive', method: 'visit', satisfaction: 'satisfied' },
  fileAway: { move: 'fileAway' },
  reopen: { move: 'reopen', reason: '问题反弹' },
  void: { move: 'void', reason: '测试误报' },
  changeLevel: { move: 'changeLevel', level: 'orange', reason: '人数增多' },
  urge: { move: 'urge', text: '请抓紧办理' },
  supervise: { move: 'supervise', card: 'yellow', text: '逾期未办结' },
  answerSupervision: { move: 'answerSupervision', text: '已加派人手' },
  instruct: { move: 'instruct', text: '请妥善处置' },
  acknowledge: { move: 'acknowledge', text: '已传达落实' },
  call: { move: 'call', called: 'reporter', callResult: 'reached', text: '当事人表示情况属实' },
  note: { move: 'note', text: '门卫说晚上八点后有人在家' },
  callIncident: { move: 'callIncident', sentTo: '县委值班室' },
  draftIncident: {
    move: 'draftIncident',
    reportKind: 'first',
    sentTo: '县委值班室',
    text: '一、基本情况\n燃气管道泄漏。',
  },
  signIncident: { move: 'signIncident', draft: 4, text: '一、基本情况\n燃气管道泄漏。' },
  returnIncident: { move: 'returnIncident', draft: 4, text: '请补充疏散人数' },
  tick: { move: 'tick', playbook: 'trial', edition: 0, step: 'first', stepResult: 'done' },
} as const

type CommandsByMove = { readonly [M in CaseMove]: CommandOf<M> }

/** A command of each move that nothing is wrong with; the arrays are copied, since commands own theirs. */
const commands: CommandsByMove = {
  ...intake,
  ...solving,
  ...following,
  ...joint,
  whistle: { ...joint.whistle, unitIds: [...joint.whistle.unitIds] },
}

export const aCommand = <M extends CaseMove>(move: M): CommandsByMove[M] => commands[move]
