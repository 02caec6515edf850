export { default as SystemBoard } from './SystemBoard.vue'
