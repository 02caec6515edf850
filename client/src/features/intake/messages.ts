/** The words of taking a call or a visitor. */
export const intakeMessages = {
  title: '接电话、来访登记',
  open: '登记',
  openTitle: '登记一个来电或来访',
  field: {
    number: '来电号码',
    name: '反映人',
    source: '来源',
    area: '地点',
    placeText: '具体位置',
    category: '类别',
    level: '级别',
    text: '反映内容',
    grid: '网格',
  },
  source: { phone: '来电', visit: '来访' },
  ask: {
    number: '手机，或带区号的固定电话；没有可不填',
    name: '可不填',
    area: '村（社区）、乡镇的名称或拼音首字母',
    placeText: '路名、门牌、标志物，可不填',
    text: '反映什么事，现在怎样，有没有人受伤',
    grid: '可不填；在地图上点一下也可以',
  },
  pointed: '已在地图上标点',
  unpoint: '去掉标点',
  levelByKind: '按类别定为{level}，可改',
  fault: {
    noDigits: '号码里只能有数字、空格、横线和括号，请改正。',
    part: '号码位数不对，请核对：手机 11 位，固定电话带区号；没有号码请留空。',
    place: '请选择地点，或在地图上点一下。',
    category: '请选择类别。',
    text: '请填写反映内容。',
  },
  history: {
    title: '历史反映',
    none: '这个号码没有您可以查看的历史事件。',
    all: '这个号码反映过 {n} 件',
    cut: '这个号码共 {n} 件，这里列最近 {told} 件；多人共用的号码请向对方核实姓名',
  },
  similar: {
    title: '可能重复',
    none: '30 天内该村（社区）没有同类在办事件。',
    all: '同地同类在办 {n} 件，请先核对是否同一件事；登记后可并案',
    cut: '同地同类在办 {n} 件，这里列最近 {told} 件；登记后可并案',
  },
  floor: '{n}＋',
  proposals: { title: '建议', because: '因「{word}」', take: '采用每项第一条' },
  popped: '来电 {number}：这份登记写的是别的号码。',
  takePopped: '改用来电号码',
  submit: '登记',
  accept: '登记并受理',
  sending: '正在登记',
  unanswered: '服务器没有答复，不知道是否已登记。内容已保存，请再按一次「登记」，不会重复登记。',
  another: '另起一份',
  filed: '已登记 {number}',
  filedAccepted: '已登记并受理 {number}',
  unaccepted: '已登记 {number}，但没有受理：{why}',
  inDoubt: '{number} 地点存疑：标点不在所选地点或不在辖区内，请核实',
  hint: '回车到下一个必填项，Tab 逐项；Esc 先放下，内容保留。',
  command: {
    open: '登记来电、来访',
    file: '提交登记',
    accept: '登记并受理',
    leave: '放下登记，内容保留',
    suggested: '采用建议',
    words: '到反映内容',
  },
}

declare global {
  interface Texts {
    readonly intake: typeof intakeMessages
  }
}
