export { default as DeskBoard } from './DeskBoard.vue'
export { dispatchMessages } from './messages.ts'
