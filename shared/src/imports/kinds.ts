import { roleCodes, roleRow, roles } from '../identity/index.ts'
import { typedKeys } from '../kernel/index.ts'
import {
  readAccountName,
  readAreaCode,
  readCount,
  readOneOf,
  readOutline,
  readPhone,
  readWords,
} from './cells.ts'
import type { ImportColumn, ImportKind } from './columns.ts'
import { appointmentColumns, personColumns } from './staffColumns.ts'

/** A division has at most so many people, a grid so many; what is more is a slip of the pen. */
const [divisionPeople, gridPeople] = [20_000_000, 20_000]

const code: ImportColumn = {
  key: 'code',
  heading: '区划代码',
  synonyms: ['统计用区划代码', '行政区划代码', '代码', '编码', '区划编码', '地区代码'],
  isRequired: true,
  read: readAreaCode,
  explain: '必填，县6位、乡镇9位、村12位',
  examples: ['341222100', '341222100001'],
}
const name: ImportColumn = {
  key: 'name',
  heading: '名称',
  synonyms: ['区划名称', '行政区划名称', '地区名称', '单位名称'],
  isRequired: true,
  read: readWords(50),
  explain: '必填，全称',
  examples: ['城关镇', '关北社区居委会'],
}
const population: ImportColumn = {
  key: 'population',
  heading: '人口',
  synonyms: ['人口数', '常住人口', '总人口', '人数', '人口(人)'],
  isRequired: false,
  read: readCount(divisionPeople),
  explain: '选填，整数',
  examples: ['452', '387'],
}
const households: ImportColumn = {
  key: 'households',
  heading: '户数',
  synonyms: ['总户数', '户', '家庭户数', '户数(户)'],
  isRequired: false,
  read: readCount(divisionPeople),
  explain: '选填，整数',
  examples: ['131', '118'],
}
const areaCode: ImportColumn = {
  ...code,
  key: 'areaCode',
  heading: '所属区划代码',
  synonyms: ['所属区划', '区划代码', '区划编码', '辖区代码', '所在区划代码', '所属网格编码', '网格编码'],
  explain: '必填，县6位、乡镇9位、村12位、网格15位',
  examples: ['341222100', '341222100001001'],
}

/** The column that a map file’s outlines stand in. */
export const outlineHeading = '边界图形'

/** What counties call the kinds of unit. */
const unitWords = {
  centre: ['综治中心', '综治'],
  department: ['县直部门', '部门', '县直单位', '委办局'],
  force: ['乡镇力量', '基层力量', '乡镇站所', '站所'],
} as const

/** Roles whose accounts a table may bring: administrators are made one by one. */
export const importedRoles = roleCodes.filter(role => roleRow(role).pages[0] !== 'admin')
const roleWords = Object.fromEntries(importedRoles.map(role => [role, [roles[role].name]]))

/** What a county is made of, in the order in which it is imported. Source: domain.md §2.9, §6.6. */
export const importKinds = {
  divisions: {
    name: '区划',
    about: '县、乡镇（街道）、村（社区）的代码和名称，级别按代码位数确定',
    of: 'table',
    needs: 'county.manage',
    columns: [code, name],
  },
  grids: {
    name: '网格',
    about: '每个网格一行；写15位网格编码，或写村代码和网格序号；人口超过500人的会提示',
    of: 'table',
    needs: 'county.manage',
    columns: [
      {
        ...code,
        heading: '网格编码',
        synonyms: ['网格代码', '网格编号', '编码', '代码'],
        isRequired: false,
        explain: '15位；没有编码时填村代码和序号',
        examples: ['341222100001001', ''],
      },
      {
        ...code,
        key: 'villageCode',
        heading: '村代码',
        synonyms: ['村社区代码', '所属村代码', '社区代码', '村级代码', '所属区划代码', '区划代码'],
        isRequired: false,
        explain: '12位；已填网格编码的可不填',
        examples: ['', '341222100001'],
      },
      {
        key: 'serial',
        heading: '序号',
        synonyms: ['网格序号', '网格号', '编号'],
        isRequired: false,
        read: readCount(999),
        explain: '1 至 999；已填网格编码的可不填',
        examples: ['', '2'],
      },
      {
        ...name,
        heading: '网格名称',
        synonyms: ['名称', '网格名'],
        isRequired: true,
        examples: ['关北社区第1网格', '关北社区第2网格'],
      },
      { ...households },
      { ...population, read: readCount(gridPeople), explain: '选填，每格不高于500人' },
      {
        key: 'specialKind',
        heading: '专属网格类型',
        synonyms: ['网格类型', '类型', '专属类型'],
        isRequired: false,
        read: readWords(20),
        explain: '选填，如 学校、园区、商圈；普通网格不填',
        examples: ['', '学校'],
      },
    ],
  },
  outlines: {
    name: '边界',
    about: '区划和网格的边界：GeoJSON、压缩成 zip 的 Shapefile、KML；按代码或名称与名录对应',
    of: 'outline',
    needs: 'county.manage',
    columns: [
      {
        ...code,
        heading: '区划或网格编码',
        synonyms: [
          ...code.synonyms,
          '网格编码',
          '网格代码',
          'code',
          'xzqdm',
          'xzdm',
          'dm',
          'adcode',
          'gridcode',
          'grid_code',
          'areacode',
          'pac',
          'id',
        ],
        isRequired: false,
        explain: '代码与名称至少有一个',
      },
      {
        ...name,
        synonyms: [...name.synonyms, '网格名称', 'name', 'xzqmc', 'mc', 'gridname', 'grid_name'],
        isRequired: false,
        explain: '没有代码时按名称对应',
      },
      {
        key: 'geometry',
        heading: outlineHeading,
        synonyms: [],
        isRequired: true,
        read: readOutline,
        explain: '由边界文件读出',
        examples: ['', ''],
      },
    ],
  },
  population: {
    name: '人口户数',
    about: '按区划或网格更新人口和户数，不新增区划',
    of: 'table',
    needs: 'county.manage',
    columns: [
      {
        ...code,
        heading: '区划或网格编码',
        synonyms: [...code.synonyms, '区划代码', '网格编码', '网格代码'],
        explain: '必填，名录中已有的代码',
        examples: ['341222100001', '341222100001001'],
      },
      { ...population, isRequired: true, explain: '必填，整数' },
      households,
    ],
  },
  units: {
    name: '单位',
    about: '综治中心、县直部门、乡镇力量；同一区划内按名称识别',
    of: 'table',
    needs: 'county.manage',
    columns: [
      {
        ...name,
        heading: '单位名称',
        synonyms: ['名称', '机构名称', '部门名称'],
        examples: ['城关镇综治中心', '县公安局'],
      },
      {
        key: 'kind',
        heading: '单位类型',
        synonyms: ['类型', '类别', '单位类别', '性质'],
        isRequired: true,
        read: readOneOf(unitWords),
        explain: '必填，综治中心、县直部门或乡镇力量',
        examples: ['综治中心', '县直部门'],
      },
      { ...areaCode, explain: '必填，县6位、乡镇9位、村12位', examples: ['341222100', '341222'] },
      {
        key: 'phone',
        heading: '电话',
        synonyms: ['联系电话', '值班电话', '办公电话', '电话号码'],
        isRequired: false,
        read: readPhone,
        explain: '选填，单位电话',
        examples: ['0558-8612345', '13800138000'],
      },
    ],
  },
  persons: {
    name: '人员',
    about: '任职人员名录，按姓名和手机号识别；花名册里一人多行的，多出的行可跳过',
    of: 'table',
    needs: 'staffing.manage',
    columns: personColumns,
  },
  appointments: {
    name: '任职',
    about: '谁在哪个单位任什么岗位、起止日期；人员和单位须先导入，再次导入可补离任日期',
    of: 'table',
    needs: 'staffing.manage',
    columns: appointmentColumns,
  },
  accounts: {
    name: '账号',
    about: '人员的账号、角色和所属；新账号发一次性密码，首次登录须改密码',
    of: 'table',
    needs: 'account.administer',
    isTownships: true,
    columns: [
      {
        key: 'account',
        heading: '账号',
        synonyms: ['登录名', '用户名', '账户', '登录账号'],
        isRequired: true,
        read: readAccountName,
        explain: '必填，2 至 64 位字母、数字、点、短横或下划线',
        examples: ['zhangsan', 'g341222100001001'],
      },
      {
        key: 'name',
        heading: '姓名',
        synonyms: ['人员姓名', '名字', '真实姓名'],
        isRequired: true,
        read: readWords(30),
        explain: '必填',
        examples: ['张三', '李四'],
      },
      {
        key: 'role',
        heading: '角色',
        synonyms: ['岗位', '职务', '人员类别', '角色名称'],
        isRequired: true,
        read: readOneOf(roleWords),
        explain: `必填，${importedRoles.map(role => roles[role].name).join('、')}之一`,
        examples: ['乡镇值班员', '网格员'],
      },
      areaCode,
      {
        key: 'unit',
        heading: '所属单位',
        synonyms: ['单位', '单位名称', '工作单位', '所在单位'],
        isRequired: false,
        read: readWords(50),
        explain: '部门承办人必填，须与单位名录中的名称相同',
        examples: ['城关镇综治中心', ''],
      },
    ],
  },
} as const satisfies Readonly<Record<string, ImportKind>>

export type ImportKindName = keyof typeof importKinds
export const importKindNames = typedKeys(importKinds)

/** A kind's row with every column that a kind may have. */
export const importKind = (kind: ImportKindName): ImportKind => importKinds[kind]
