export { default as DivisionsBoard } from './DivisionsBoard.vue'
