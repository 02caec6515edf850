export { default as PushCard } from './PushCard.vue'
export { default as ReachSection } from './ReachSection.vue'
export { default as RungsBoard } from './rungs/RungsBoard.vue'
