export { default as DeskBoard } from './DeskBoard.vue'
