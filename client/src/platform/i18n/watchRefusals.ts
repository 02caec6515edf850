/** What the refusals that a watch meets say: of what calls it, of who rings, of who keeps it. Keyed as in `refusals.ts`. */
export const watchRefusalMessages = {
  alarm: {
    over: '这起事件已不再告警，请看最新情况。',
    answered: '{byName} 已接下这起事件（我来办），无需再接。',
    notYours: '这起事件不由您受理，请由对应的值班席位接警。',
  },
  caller: {
    noNumber: '号码不完整，请核对后再查。',
    tooOften: '查询号码过于频繁，请稍后再查；登记不受影响。',
  },
  duty: {
    noUnit: '没有这个单位，或它不在您能看到的范围内，请重新选择。',
    notYours: '这个单位的值班表由本单位和上级调度员编排，请与他们联系。',
    spanOrder: '结束时间须晚于开始时间，请检查。',
    spanTooLong: '一个班次不能超过 3 天，一次查看不能超过 62 天，请分开填写。',
    past: '这个班次已经结束，不能再改。请排今后的班次。',
    tooFarAhead: '只能排 400 天以内的班，请重新选择日期。',
    sameTwice: '{name}在这段时间已经在班，请调整时间或换人。',
    rosterFull: '这段时间的班次过多，请先撤下用不着的。',
    unknownPerson: '选中的人已不在这个单位，请重新填写姓名。',
    unknownStint: '没有这个班次，请刷新后查看。',
    noCentre: '您的账号不属于任何综治中心或单位，请联系系统管理员。',
    unknownHandOver: '没有这份交接班记录，请刷新后查看。',
    ownHandOver: '交接班须由两人签名，请接班人用自己的账号签名。',
    takenAlready: '{by}已经接班，请看最新情况。',
    tooManyWaiting: '已有多份交班等待接班，请先接班再交班。',
    unseenCase: '有一件事件已不在您能看到的范围内，请去掉后重新签名。',
  },
}
