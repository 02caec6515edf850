export { default as ReadinessBoard } from './ReadinessBoard.vue'
