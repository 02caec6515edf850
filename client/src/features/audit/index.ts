export { default as ActBoard } from './ActBoard.vue'
