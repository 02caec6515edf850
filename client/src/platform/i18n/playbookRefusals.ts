/** What the refusals of reports to those above and of playbooks say. Keyed as in `refusals.ts`. */
export const playbookRefusalMessages = {
  incident: {
    notGrave: '只有红、橙级事件要报专报，请先核定级别。',
    calledAlready: '初报已经报过，无需再记电话初报。',
    noDraft: '没有待签发的专报，请刷新后查看。',
    wrongKind: '初报只报一次且须最先报，终报之后不再续报，请重新选择种类。',
    otherDraft: '专报已重新拟写，请按最新的一稿核对后再签发。',
  },
  playbook: {
    none: '这类事件没有对应的预案，请按常规办理。',
    changed: '事件所用的预案已更新，请按最新的步骤勾选。',
    unknownStep: '预案里没有这一步，请刷新后重新勾选。',
    tickedAlready: '这一步已有人勾过，请看是谁在什么时候办的，无需重复。',
    notTicked: '这一步没有勾过，无需撤销。',
    unknown: '没有这个预案，请刷新后重新选择。',
    notADay: '日期不存在，请重新选择。',
    pastDay: '预案最早从今天起生效，请重新选择日期。',
    full: '预案调整次数已达上限，请联系系统管理员。',
    unchanged: '与该日的预案相同，请修改后再提交。',
    stepTwice: '有两个步骤编码相同，请删去一个后重新填写。',
    kindTaken: '“{name}”已用于同一类目和级别，请改选类目或级别。',
    stale: '{by} 已先调整了这个预案，请按最新内容核对后再提交。',
    unknownEdition: '没有这项调整，请刷新后查看。',
    inForce: '这项调整已生效，不能撤回，请另作调整。',
    withdrawn: '{by} 已撤回这项调整，请刷新后查看。',
    unexplained: '无需办理或撤销勾选的，请写明原因。',
  },
}
