import type { ClassSeed } from './category.ts'

const sensitive = { sensitive: true } as const
const yellow = { defaultLevel: 'yellow' } as const
const selfDone = { selfDone: true } as const

/** Event classes of grid reports besides disputes. Source: domain §2.4, classes 02–05 and their kinds [D]. */
export const eventClasses: readonly ClassSeed[] = [
  {
    code: 'E02',
    name: '社会治安',
    shortName: '社会治安',
    icon: 'security',
    kinds: [
      ['E0201', '盗窃抢夺', '盗窃抢夺', yellow],
      ['E0202', '打架斗殴', '打架斗殴', yellow],
      ['E0203', '赌博', '赌博'],
      ['E0204', '违法犯罪线索举报', '线索举报', sensitive],
      ['E0205', '家庭暴力', '家庭暴力', { ...sensitive, ...yellow }],
      ['E0206', '性侵害', '性侵害', { ...sensitive, defaultLevel: 'orange' }],
      ['E0207', '电信网络诈骗', '电信诈骗', yellow],
      ['E0208', '非法传销集资', '传销集资', yellow],
      ['E0209', '扰乱公共秩序', '扰乱秩序'],
      ['E0210', '人员走失', '人员走失', yellow],
      ['E0299', '其他社会治安', '其他治安'],
    ],
  },
  {
    code: 'E03',
    name: '公共安全隐患',
    shortName: '安全隐患',
    icon: 'hazard',
    photoAtClosing: true,
    kinds: [
      ['E0301', '消防隐患', '消防隐患', { icon: 'fire', ...selfDone }],
      ['E0302', '燃气隐患', '燃气隐患', { icon: 'gas', ...yellow }],
      ['E0303', '用电隐患', '用电隐患', { icon: 'electricity', ...selfDone }],
      ['E0304', '道路交通隐患', '交通隐患', { icon: 'traffic' }],
      ['E0305', '自建房隐患', '自建房隐患', { icon: 'house', ...yellow }],
      ['E0306', '溺水隐患', '溺水隐患', { icon: 'water' }],
      ['E0307', '危险源', '危险源', yellow],
      ['E0308', '施工及高处坠物隐患', '施工隐患', { icon: 'construction' }],
      ['E0309', '食品药品隐患', '食药隐患', { icon: 'health' }],
      ['E0399', '其他公共安全隐患', '其他隐患'],
    ],
  },
  {
    code: 'E04',
    name: '关爱服务',
    shortName: '关爱服务',
    icon: 'care',
    selfDone: true,
    kinds: [
      ['E0401', '独居老人走访', '独居老人', { icon: 'elder' }],
      ['E0402', '留守儿童走访', '留守儿童', { icon: 'child', ...sensitive }],
      ['E0403', '困难家庭帮扶', '困难家庭'],
      ['E0404', '残疾人帮扶', '残疾人'],
      ['E0405', '失能照护求助', '失能照护', { icon: 'elder', selfDone: false }],
      ['E0406', '未成年人保护', '未成年保护', { icon: 'child', selfDone: false, ...sensitive, ...yellow }],
      ['E0407', '心理疏导求助', '心理疏导', { selfDone: false, ...sensitive }],
      ['E0499', '其他关爱服务', '其他关爱'],
    ],
  },
  {
    code: 'E05',
    name: '突发事件',
    shortName: '突发事件',
    icon: 'emergency',
    defaultLevel: 'orange',
    kinds: [
      ['E0501', '火灾', '火灾', { icon: 'fire' }],
      ['E0502', '生产安全事故', '生产事故'],
      ['E0503', '交通事故', '交通事故', { icon: 'traffic', ...yellow }],
      ['E0504', '自然灾害', '自然灾害', { icon: 'disaster' }],
      ['E0505', '公共卫生事件', '公共卫生', { icon: 'health' }],
      ['E0506', '群体聚集', '群体聚集', { icon: 'crowd' }],
      ['E0507', '溺水事件', '溺水', { icon: 'water' }],
      ['E0508', '燃气泄漏', '燃气泄漏', { icon: 'gas' }],
      ['E0509', '房屋倒塌', '房屋倒塌', { icon: 'house' }],
      ['E0510', '扬言轻生及个人极端', '轻生极端', sensitive],
      ['E0599', '其他突发事件', '其他突发'],
    ],
  },
]
