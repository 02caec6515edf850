export { default as GridChecksBoard } from './GridChecksBoard.vue'
