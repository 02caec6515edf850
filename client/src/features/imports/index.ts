export { default as ImportsBoard } from './ImportsBoard.vue'
