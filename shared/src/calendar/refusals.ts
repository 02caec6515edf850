import { refusals } from '../kernel/index.ts'

export const calendarRefusals = refusals({
  'calendar.unknownYear': { status: 404, when: 'the calendar does not reach that year' },
  'calendar.wrongYear': { status: 400, when: 'the table is of another year than the address says' },
  'calendar.noSuchDay': { status: 400, when: 'a text names no day, such as 30 February' },
  'calendar.outsideYear': {
    status: 400,
    when: 'a day lies neither in the year nor in the December before it',
  },
  'calendar.bothOffAndOn': { status: 400, when: 'a day is named both as a holiday and as a workday' },
  'calendar.makeUpOnWeekday': { status: 400, when: 'a make-up workday is no Saturday or Sunday' },
  'calendar.gap': {
    status: 400,
    when: 'a statutory holiday is missing, or a holiday is broken by a day that was left out',
  },
  'calendar.pastChanged': {
    status: 409,
    when: 'the table would change days that are over, today among them',
  },
  'calendar.hoursOutOfOrder': {
    status: 400,
    when: 'a window closes before it opens, or before the last one has closed',
  },
  'calendar.hoursGap': { status: 400, when: 'some day of the year lies in no season' },
  'calendar.hoursOverlap': { status: 400, when: 'some day of the year lies in two seasons' },
  'calendar.pastHours': { status: 409, when: 'new hours may take effect tomorrow at the earliest' },
})
