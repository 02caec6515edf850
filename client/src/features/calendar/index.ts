export { useDutyTime } from './dutyTime.store.ts'
export { default as HoursBoard } from './hours/HoursBoard.vue'
export { default as CalendarBoard } from './years/CalendarBoard.vue'
