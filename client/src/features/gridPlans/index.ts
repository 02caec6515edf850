export { default as PlanEditor } from './PlanEditor.vue'
export { default as PlansBoard } from './PlansBoard.vue'
