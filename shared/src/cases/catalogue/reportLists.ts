/** List B, 综治月报 24 classes and 00 for none. Source: domain §2.4 [seen]. */
export const listB = [
  { code: '00', name: '无' },
  { code: '01', name: '农村集体土地征用、流转' },
  { code: '02', name: '国有土地拆迁' },
  { code: '03', name: '城乡建设管理' },
  { code: '04', name: '土地、山林、水利资源权属' },
  { code: '05', name: '环境保护' },
  { code: '06', name: '计划生育' },
  { code: '07', name: '村务管理' },
  { code: '08', name: '劳动社保' },
  { code: '09', name: '医疗卫生' },
  { code: '10', name: '交通事故' },
  { code: '11', name: '学校教育' },
  { code: '12', name: '房产物业' },
  { code: '13', name: '消费者维权、产品质量安全' },
  { code: '14', name: '经济合同、金融借贷' },
  { code: '15', name: '人身伤害' },
  { code: '16', name: '婚姻家庭' },
  { code: '17', name: '邻里关系' },
  { code: '18', name: '边界管理' },
  { code: '19', name: '民族宗教' },
  { code: '20', name: '企业改制' },
  { code: '21', name: '移民安置' },
  { code: '22', name: '行政执法' },
  { code: '23', name: '涉法涉诉' },
  { code: '24', name: '损害赔偿' },
] as const

/** List C, what 司法所 counts; `within` is the 其中 of the table. Source: domain §2.4 [seen]; codes ours. */
export const listC = [
  { code: 'marriageFamily', name: '婚姻家庭', within: null },
  { code: 'neighbours', name: '邻里', within: null },
  { code: 'houseHomestead', name: '房屋宅基地', within: null },
  { code: 'contract', name: '合同', within: null },
  { code: 'production', name: '生产经营', within: null },
  { code: 'damages', name: '损害赔偿', within: null },
  { code: 'forestLand', name: '山林土地', within: null },
  { code: 'expropriation', name: '征地拆迁', within: null },
  { code: 'pollution', name: '环境污染', within: null },
  { code: 'labour', name: '劳动争议', within: null },
  { code: 'unpaidWages', name: '拖欠农民工工资', within: 'labour' },
  { code: 'consumption', name: '消费', within: null },
  { code: 'medical', name: '医疗', within: null },
  { code: 'roadTraffic', name: '道路交通事故', within: null },
  { code: 'propertyManagement', name: '物业', within: null },
  { code: 'tourism', name: '旅游', within: null },
  { code: 'eCommerce', name: '电子商务', within: null },
  { code: 'other', name: '其他', within: null },
] as const

/** 信访 classes: the first eleven as Hefei's platform uses them [seen], the rest general usage [K]; codes ours. */
export const petitionClasses = [
  { code: 'agriculture', name: '农村农业' },
  { code: 'market', name: '市场监督' },
  { code: 'naturalResources', name: '自然资源' },
  { code: 'construction', name: '城乡建设' },
  { code: 'ecology', name: '生态环境' },
  { code: 'labour', name: '劳动和社会保障' },
  { code: 'transport', name: '交通运输' },
  { code: 'health', name: '卫生健康' },
  { code: 'propertyManagement', name: '房产物业' },
  { code: 'economy', name: '经济管理' },
  { code: 'culture', name: '文体旅游' },
  { code: 'civilAffairs', name: '民政' },
  { code: 'education', name: '教育' },
  { code: 'politicsLaw', name: '政法' },
  { code: 'discipline', name: '纪检监察' },
  { code: 'organisation', name: '组织人事' },
  { code: 'ethnicReligious', name: '民族宗教' },
  { code: 'other', name: '其他' },
] as const

export type ListBCode = (typeof listB)[number]['code']
export type ListCCode = (typeof listC)[number]['code']
export type PetitionClass = (typeof petitionClasses)[number]['code']
