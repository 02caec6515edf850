import * as Type from 'typebox'
import { Day } from '../calendar/index.ts'
import { UnitView } from '../centres/index.ts'
import {
  closed,
  CommandId,
  contract,
  defaultPageSize,
  Id,
  maxPageSize,
  nullable,
  oneOf,
  PersonText,
  VersionSeen,
} from '../kernel/index.ts'
import { Appointment } from './appointment.ts'
import {
  AppointmentView,
  CentreStanding,
  FindingView,
  PersonView,
  PhoneText,
  ResponsibleView,
  RuleWord,
  StaffingRuleView,
  UnitProfile,
} from './model.ts'
import { centreTiers, postKinds } from './posts.ts'
import { Demand, severities } from './rule.ts'

const Reason = PersonText(200)
const AreaCode = Type.String({ pattern: '^[0-9]{6}([0-9]{3}){0,2}$' })
const onDay = { day: Type.Optional(Day) }
const SeenVersion = VersionSeen(0)

export const seeStaffing = contract({
  name: 'seeStaffing',
  method: 'GET',
  path: '/staffing',
  summary: '各级综治中心人员配备情况',
  shape: {
    query: closed(onDay),
    reply: closed({
      day: Day,
      rules: Type.Array(RuleWord),
      centres: Type.Array(CentreStanding),
      findings: Type.Array(FindingView),
    }),
  },
  needs: 'member.read',
  refuses: ['appointment.notADay'],
})

/** A unit's sheet; `post`s are those that stand there, each with so many as the rules ask for. */
export const seeUnitStaff = contract({
  name: 'seeUnitStaff',
  method: 'GET',
  path: '/units/:id/staff',
  summary: '一个单位的岗位、任职和组织',
  shape: {
    params: closed({ id: Id }),
    query: closed(onDay),
    reply: closed({
      day: Day,
      unit: UnitView,
      tier: nullable(oneOf(centreTiers)),
      profile: UnitProfile,
      profileVersion: SeenVersion,
      posts: Type.Array(closed({ post: oneOf(postKinds), asked: Type.Integer({ minimum: 0 }) })),
      /** Those that hold or will, and the last that did, newest first. */
      appointments: Type.Array(AppointmentView),
      persons: Type.Array(PersonView),
      findings: Type.Array(FindingView),
      mayManage: Type.Boolean(),
    }),
  },
  needs: 'member.read',
  refuses: ['staffing.noUnit', 'appointment.notADay'],
})

export const changeUnitProfile = contract({
  name: 'changeUnitProfile',
  method: 'POST',
  path: '/units/:id/profile',
  summary: '修改单位的机构、编制、派驻方式和村级组织',
  shape: {
    params: closed({ id: Id }),
    body: closed({ id: CommandId, seenVersion: SeenVersion, ...UnitProfile.properties, reason: Reason }),
    reply: closed({ profile: UnitProfile, profileVersion: SeenVersion }),
  },
  needs: 'staffing.manage',
  refuses: [
    'staffing.noUnit',
    'staffing.notYours',
    'staffing.stale',
    'staffing.notOfUnit',
    'staffing.wrongDuty',
    'appointment.notADay',
  ],
})

export const listPersons = contract({
  name: 'listPersons',
  method: 'GET',
  path: '/persons',
  summary: '任职人员名录',
  shape: {
    query: closed({
      /** Characters of the name, or its pinyin initials. */
      q: Type.Optional(Type.String({ minLength: 1, maxLength: 40 })),
      cursor: Type.Optional(Id),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: maxPageSize, default: defaultPageSize })),
    }),
    reply: closed({ items: Type.Array(PersonView), next: nullable(Id) }),
  },
  needs: 'member.read',
  refuses: [],
})

const PersonWords = closed({
  name: PersonText(40),
  areaCode: AreaCode,
  officePhone: nullable(PhoneText),
})

export const addPerson = contract({
  name: 'addPerson',
  method: 'POST',
  path: '/persons',
  summary: '登记任职人员',
  shape: {
    body: closed({ id: CommandId, ...PersonWords.properties, mobile: nullable(PhoneText) }),
    reply: PersonView,
  },
  needs: 'staffing.manage',
  refuses: ['staffing.notYours', 'command.idTaken'],
})

export const changePerson = contract({
  name: 'changePerson',
  method: 'POST',
  path: '/persons/:id',
  summary: '修改任职人员',
  shape: {
    params: closed({ id: Id }),
    body: closed({
      id: CommandId,
      seenVersion: SeenVersion,
      ...PersonWords.properties,
      /** Absent: as it stands. */
      mobile: Type.Optional(nullable(PhoneText)),
      reason: Reason,
    }),
    reply: PersonView,
  },
  needs: 'staffing.manage',
  refuses: ['person.unknown', 'staffing.notYours', 'staffing.stale'],
})

/** A look at a person's own number: written down with its reason before it is answered. */
export const lookAtMobile = contract({
  name: 'lookAtMobile',
  method: 'POST',
  path: '/persons/:id/mobile-looks',
  summary: '查看任职人员的手机号码（留痕）',
  shape: {
    params: closed({ id: Id }),
    body: closed({ reason: Reason }),
    reply: closed({ mobile: Type.String(), hideAfterS: Type.Integer() }),
  },
  needs: 'member.read',
  refuses: ['person.unknown', 'person.noMobile'],
})

export const appoint = contract({
  name: 'appoint',
  method: 'POST',
  path: '/appointments',
  summary: '任职、兼任、代理',
  shape: {
    body: closed({ id: CommandId, ...Appointment.properties, reason: Reason }),
    reply: AppointmentView,
  },
  needs: 'staffing.manage',
  refuses: [
    'staffing.noUnit',
    'staffing.notYours',
    'staffing.notOfUnit',
    'person.unknown',
    'command.idTaken',
    'appointment.notADay',
    'appointment.tooOld',
    'appointment.tooFar',
    'appointment.endsBeforeItBegins',
    'appointment.standInTooLong',
    'appointment.notFullTime',
    'appointment.twice',
    'appointment.exclusive',
    'appointment.postFilled',
  ],
})

export const endAppointment = contract({
  name: 'endAppointment',
  method: 'POST',
  path: '/appointments/:id/end',
  summary: '截止或撤销任职',
  shape: {
    params: closed({ id: Id }),
    body: closed({ id: CommandId, seenVersion: SeenVersion, lastDay: Day, reason: Reason }),
    reply: AppointmentView,
  },
  needs: 'staffing.manage',
  refuses: [
    'appointment.unknown',
    'staffing.notYours',
    'staffing.stale',
    'appointment.notADay',
    'appointment.isOver',
    'appointment.endsLater',
    'appointment.endsBeforeItBegins',
  ],
})

export const listResponsible = contract({
  name: 'listResponsible',
  method: 'GET',
  path: '/areas/:code/responsible',
  summary: '村（社区）综治责任人',
  shape: {
    params: closed({ code: Type.String({ pattern: '^[0-9]{12}([0-9]{3})?$' }) }),
    reply: closed({ items: Type.Array(ResponsibleView) }),
  },
  needs: 'unit.read',
  refuses: ['area.notYours'],
})

export const listStaffingRules = contract({
  name: 'listStaffingRules',
  method: 'GET',
  path: '/staffing/rules',
  summary: '人员配备要求及其沿革',
  shape: { reply: closed({ items: Type.Array(StaffingRuleView) }) },
  needs: 'member.read',
  refuses: [],
})

/** What a rule asks for from a day on; the past keeps what it had. */
export const changeStaffingRule = contract({
  name: 'changeStaffingRule',
  method: 'POST',
  path: '/staffing/rules',
  summary: '调整人员配备要求',
  shape: {
    body: closed({
      id: CommandId,
      code: Type.String({ maxLength: 8 }),
      name: PersonText(60),
      severity: oneOf(severities),
      demand: Demand,
      effectiveFrom: Day,
      ground: PersonText(120),
    }),
    reply: closed({ items: Type.Array(StaffingRuleView) }),
  },
  needs: 'staffing.manage',
  refuses: [
    'staffing.notYours',
    'staffing.noRule',
    'staffing.wrongDemand',
    'staffing.pastRule',
    'command.idTaken',
  ],
})
